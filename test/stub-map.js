// A page that talks with its article as the map does (docs/embed.md), without the map: for tests of
// the article's side.

/** A map's page. It is ready after `?wait=` milliseconds, and asks for the height in `?height=`. */
const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Map</title><script>
  const asked = new URLSearchParams(location.search);
  const say = (message) => parent.postMessage({ truceline: 1, ...message }, '*');
  globalThis.orders = 0;
  globalThis.state = {};
  let ready = false;
  const sayHeight = () => { if (asked.has('height')) say({ type: 'height', height: Number(asked.get('height')) }); };
  const greet = () => say({ type: 'ready', steps: ['held', 'hubs'], title: 'Map', situation: 'Situation', state });
  globalThis.show = (wanted) => {
    if (JSON.stringify(wanted) === JSON.stringify(state)) return;
    globalThis.state = wanted;
    say({ type: 'state', state });
  };
  addEventListener('message', ({ source, data }) => {
    if (source !== parent || data.truceline !== 1) return;
    if (data.type === 'hello') sayHeight();
    if (!ready) return;
    if (data.type === 'hello') greet();
    if (data.type !== 'goTo') return;
    globalThis.orders++;
    show(data.step ? { step: data.step } : data.state);
  });
  sayHeight();
  setTimeout(() => {
    ready = true;
    greet();
    say({ type: 'state', state });
  }, Number(asked.get('wait') ?? 100));
</script>`;

/** The pages of a site of such maps, for servePages. */
export const stubMaps = Object.fromEntries(
  [
    '/',
    ...['en', 'uk', 'fr'].flatMap((lang) =>
      ['', `tl-${lang}-map/`, `tl-${lang}-plan-20/`, 'plan-20/'].flatMap((page) => [
        `/${lang}/${page}`,
        `/v/2026-01-06-b07b500d/${lang}/${page}`,
      ]),
    ),
  ].map((path) => [path, html]),
);
