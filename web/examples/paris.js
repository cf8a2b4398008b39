// The article tells the map what to show: the step or the proposal of the section the reader has
// come to. All else is embed.js.

const sections = [...document.querySelectorAll('[data-step], [data-scenario]')];
let map = null;
let shown = null;

/** The last section whose head has passed the middle of the window. */
function current() {
  const middle = innerHeight * 0.6;
  return (
    sections.findLast((section) => section.getBoundingClientRect().top < middle) ?? sections[0]
  );
}

function follow() {
  const section = current();
  for (const other of sections) other.toggleAttribute('data-current', other === section);
  if (!map || section === shown) return;
  shown = section;
  const { step, scenario } = section.dataset;
  map.goTo(step ?? { scenario });
}

// The map says when it is there; until then goTo keeps what was asked for last.
document.addEventListener('truceline:ready', (event) => {
  map = event.target.truceline;
  follow();
});
addEventListener('scroll', follow, { passive: true });
addEventListener('resize', follow);
follow();
