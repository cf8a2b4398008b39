// Shows in the map the step or the proposal of the section that the reader has reached. Everything
// else is done by embed.js.

const sections = [...document.querySelectorAll('[data-step], [data-scenario]')];
let map = null;
let shown = null;

/** Returns the last section whose top is above 60 % of the height of the window. */
function currentSection() {
  const middle = innerHeight * 0.6;
  return (
    sections.findLast((section) => section.getBoundingClientRect().top < middle) ?? sections[0]
  );
}

function showCurrent() {
  const section = currentSection();
  for (const candidate of sections)
    candidate.toggleAttribute('data-current', candidate === section);
  if (!map || section === shown) return;
  shown = section;
  const { step, scenario } = section.dataset;
  map.goTo(step ?? { scenario });
}

// The map can be controlled as soon as it is ready.
document.addEventListener('truceline:ready', (event) => {
  map = event.target.truceline;
  showCurrent();
});
addEventListener('scroll', showCurrent, { passive: true });
addEventListener('resize', showCurrent);
showCurrent();
