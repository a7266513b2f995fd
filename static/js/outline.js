// Marks the section being read in the outline: the last one whose heading has passed the upper third.
const links = [...document.querySelectorAll('.outline a[href^="#"]')];
const headings = links.map((link) => document.getElementById(link.hash.slice(1)));

function markCurrent() {
  const read = headings.findLastIndex((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
  links.forEach((link, number) => {
    if (number === read) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
}

const watch = new IntersectionObserver(markCurrent, { rootMargin: "0px 0px -66% 0px" });
headings.forEach((heading) => watch.observe(heading));
