// Keeps the House lights choice for the next page; the choice itself is plain CSS.
const select = document.getElementById("lights");
select?.addEventListener("change", () => {
  document.cookie = `lights=${select.value}; path=/; max-age=31536000; samesite=lax`;
});
