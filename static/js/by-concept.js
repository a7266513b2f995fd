// On a narrow screen the table of all concepts is long: it is folded there, until a link leads into it.
const folds = document.querySelectorAll(".by-concept");

const leadsInto = (fold) => {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  return Boolean(target) && fold.contains(target);
};

const showTarget = () => {
  for (const fold of folds) {
    if (!leadsInto(fold)) continue;
    fold.open = true;
    document.getElementById(location.hash.slice(1)).scrollIntoView();
  }
};

if (matchMedia("(max-width: 62rem)").matches) {
  for (const fold of folds) fold.open = leadsInto(fold);
}
addEventListener("hashchange", showTarget);
