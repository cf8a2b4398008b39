// The peers' libraries are npm packages of the benchmark only. Where they are not installed, as in
// the tests, calls to them are not type-checked.

declare module 'd3-geo';
declare module 'd3-selection';
declare module 'd3-zoom';
declare module 'esbuild';
declare module 'leaflet';
declare module 'maplibre-gl';
declare module 'ol/*';
declare module 'proj4';

/** The colours and widths of the light theme. build.js generates the module. */
declare module 'bench:style' {
  export const style: ReturnType<typeof import('./data.js').readStyle>;
}
