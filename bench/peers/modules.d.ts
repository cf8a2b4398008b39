// The peers' libraries are npm packages of the bench alone: where they are not installed, as in the
// tests, what a peer calls of them is not checked.

declare module 'd3-geo';
declare module 'd3-selection';
declare module 'd3-zoom';
declare module 'esbuild';
declare module 'leaflet';
declare module 'maplibre-gl';
declare module 'ol/*';
declare module 'proj4';

/** The colours and widths of the light theme, as build.js writes them out. */
declare module 'bench:style' {
  export const style: ReturnType<typeof import('./data.js').readStyle>;
}
