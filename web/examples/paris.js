// The article tells the map which step to show: that of the section the reader has come to. All else is embed.js.

const sections = [...document.querySelectorAll('[data-step]')];
let map = null;
let shown = '';

/** The last section whose head has passed the middle of the window. */
function current() {
  const middle = innerHeight * 0.6;
  return sections.findLast((section) => section.getBoundingClientRect().top < middle) ?? sections[0];
}

function follow() {
  const section = current();
  for (const other of sections) other.toggleAttribute('data-current', other === section);
  if (!map || section.dataset.step === shown) return;
  shown = section.dataset.step;
  map.goTo(shown);
}

// The map says when it is there; until then goTo keeps what was asked for last.
document.addEventListener('truceline:ready', (event) => {
  map = event.target.truceline;
  follow();
});
addEventListener('scroll', follow, { passive: true });
addEventListener('resize', follow);
follow();
