// A stub of the map's page for tests of embed.js: it exchanges the same messages with its article
// (docs/embed.md) but draws no map.

/** The stub page. It is ready after `?wait=` milliseconds and requests the height in `?height=`. */
const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Map</title><script>
  const params = new URLSearchParams(location.search);
  const send = (message) => parent.postMessage({ truceline: 1, ...message }, '*');
  globalThis.commandCount = 0;
  globalThis.state = {};
  let ready = false;
  const sendHeight = () => { if (params.has('height')) send({ type: 'height', height: Number(params.get('height')) }); };
  const sendReady = () => send({ type: 'ready', steps: ['held', 'hubs'], title: 'Map', situation: 'Situation', state });
  globalThis.show = (newState) => {
    if (JSON.stringify(newState) === JSON.stringify(state)) return;
    globalThis.state = newState;
    send({ type: 'state', state });
  };
  addEventListener('message', ({ source, data }) => {
    if (source !== parent || data.truceline !== 1) return;
    if (data.type === 'hello') sendHeight();
    if (!ready) return;
    if (data.type === 'hello') sendReady();
    if (data.type !== 'goTo') return;
    globalThis.commandCount++;
    show(data.step ? { step: data.step } : data.state);
  });
  sendHeight();
  setTimeout(() => {
    ready = true;
    sendReady();
    send({ type: 'state', state });
  }, Number(params.get('wait') ?? 100));
</script>`;

/** The pages of a site of stub maps, for servePages. */
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
