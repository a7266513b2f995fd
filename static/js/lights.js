// Keeps the House lights choice for the next page, whose first paint is then already right.
const select = document.getElementById("lights");
select?.addEventListener("change", () => {
  document.documentElement.dataset.lights = select.value;
  document.cookie = `lights=${select.value}; path=/; max-age=31536000; samesite=lax`;
});
