// What passes between the program and the page, and what pages carry for their scripts. Written
// from internal/app and internal/site by internal/app/typesgen: do not edit.

/**
 * View is everything that is shown beside the picture, as plain data: every string is final and in
 * the reader's language. Ids do not depend on the language.
 */
export interface View {
  /** Revision is the revision. It grows whenever any other field has changed. */
  revision: number;
  /** Lang is the language of the strings. */
  lang: string;
  /** Langs are the languages that can be chosen. */
  langs: Choice[];
  /** Theme is the theme that is shown: light or dark, never auto. */
  theme: string;
  /** UI is full, compact or none. */
  ui: string;
  /** Title is the name of the map. */
  title: string;
  /** Situation is the date of the map as a phrase: "Situation on 6 January 2026". */
  situation: string;
  /**
   * StaleWarning says that the newest date is old: "Situation on 6 January 2026 · no update
   * since". Empty: it is recent.
   */
  staleWarning: string;
  /**
   * Headline is the main statement about what is shown. ShortHeadline is for less than 640 CSS
   * pixels, BriefHeadline for a single line, and Sentence follows them. Empty: the editor has
   * removed it.
   */
  headline: string;
  shortHeadline: string;
  briefHeadline: string;
  sentence: string;
  /** Figures are shown with the headline. */
  figures: Figure[];
  /**
   * Tabs are the choices above the map, Tab the id of the active one, and Statements those on
   * its topics.
   */
  tabs: Choice[];
  tab: string;
  statements: Statement[];
  /**
   * TabPart is the part of the page that the active tab moves up beside the map: PartScenarios,
   * PartStatements, or empty for none.
   */
  tabPart: string;
  /** Source is a line that names the sources of what is shown. */
  source: string;
  /** Sources are the sources of everything that is shown, with addresses. */
  sources: Link[];
  /** Credit is who made the map, and from what. */
  credit: string;
  /**
   * Notes are shown under the legend: what is illustrative, what is a proposal, how many sources
   * there are.
   */
  notes: string[];
  /** Legend explains the looks and switches the layers. */
  legend: LegendEntry[];
  /** Card describes the selected shape. Nil: nothing is selected. */
  card: Card | null;
  /** Tooltip is a line on what is under the pointer. Nil: nothing. */
  tooltip: Tooltip | null;
  /** Crosshair is true while the keyboard acts on the middle of the picture. */
  crosshair: boolean;
  /** Announce is the text of the page's live region: the last change, for screen readers. */
  announce: string;
  /**
   * MissingFiles are the paths of files that must be fetched before the map can show what the
   * reader has chosen. The shell adds them to the map's files, or reports that they cannot be
   * fetched.
   */
  missingFiles: string[];
  /** Table has the figures of each oblast. */
  table: Table;
  /** Texts are the page's other strings, such as names of buttons, by key. */
  texts: Record<string, string>;
  /** Dates are the days that can be shown, oldest first. */
  dates: Day[];
  /** Date is the id of the day that is shown. */
  date: string;
  /** Playing is true while the dates are shown one after another. */
  playing: boolean;
  /** Scenarios are those that can be chosen. */
  scenarios: ScenarioChoice[];
  /** Scenario describes the one that is chosen. Nil: none. */
  scenario: ScenarioView | null;
  /** Steps are the steps of the guided tour, for ActionStep. */
  steps: Choice[];
  /** Step is the one that is shown. Nil: none. */
  step: StepView | null;
  /** Claims compares what others claimed with this map's estimates, with a verdict. */
  claims: Table;
  /** Published compares other maps' figures with this map's estimates, without a verdict. */
  published: Table;
  /** Chart is the share over time. */
  chart: Chart;
  /** Corrections are what was corrected after publication, newest first. */
  corrections: Correction[];
  /** Select is the id of the shape whose card is open. Empty: none. */
  select: string;
  /**
   * Link is the query string, without "?", of a link to what is shown. Empty: everything has its
   * default.
   */
  link: string;
}

/**
 * State is all that a link can carry: each field is a row of linkParams. The zero value is the view
 * of a reader without a link.
 */
export interface State {
  /** Lang is the language, "en", "uk" or "fr". Empty: English. */
  lang?: string;
  /** Theme is light, dark, or auto for what the reader's system prefers. Empty: auto. */
  theme?: string;
  /**
   * Date is the day whose situation is shown, "2026-01-06". Empty: the latest, or that of the
   * scenario.
   */
  date?: string;
  /** Scenario is the id of a scenario, such as "plan-20". It overrides the date. Empty: none. */
  scenario?: string;
  /**
   * Pullback is the distance of the scenario's pull-back in km. 0: the scenario's default, or
   * none.
   */
  pullback?: number;
  /**
   * Step is the id of a guided step. It overrides date, scenario, pull-back and layers, and where
   * they are empty also the selection and the view. Empty: none.
   */
  step?: string;
  /** Layers are the ids of layers switched on (true) or off (false) against the story's defaults. */
  layers?: Record<string, boolean>;
  /**
   * View is the part of the map that is shown. Nil: the whole country, fitted to the size of the
   * map; or, if a town is selected, the surroundings of the town.
   */
  view?: Viewpoint;
  /**
   * Select is the id of the shape whose card is open, such as "UA-14" or "town-kyiv". Empty:
   * none.
   */
  select?: string;
  /**
   * UI is how much of the page is shown around the map: full, compact or none. Empty: full, or
   * compact in a frame.
   */
  ui?: string;
  /**
   * Transparent lets the article's background show through around the map. False: the page has
   * its own background.
   */
  transparent?: boolean;
}

/**
 * Action is one thing that a reader does with the map, or that the shell reports. Type decides
 * which other fields may be set; DecodeAction refuses all others. The table actionFields lists the
 * fields for the decoders.
 */
export type Action =
  /** close the card */
  | { type: 'close' }
  /** covered margins, and a box */
  | { type: 'cover'; top: number; right: number; bottom: number; left: number; x?: number; y?: number; w?: number; h?: number }
  /** show the situation on a day */
  | { type: 'date'; date: string; quiet?: boolean }
  /** the map has the keyboard focus, and shows the crosshair */
  | { type: 'focus'; on: boolean }
  /** a key was pressed while the map had the focus */
  | { type: 'key'; key: string; shift?: boolean }
  /** change the language of all texts */
  | { type: 'lang'; lang: string }
  /** switch a layer */
  | { type: 'layer'; id: string; on: boolean }
  /** cut instead of animating */
  | { type: 'motion'; reduce: boolean }
  /** move the camera over the map, dx to the right, dy down */
  | { type: 'pan'; dx: number; dy: number }
  /** a trackpad pinch about a point, by levels since the last */
  | { type: 'pinch'; by: number; x: number; y: number }
  /** play the dates one after another */
  | { type: 'play'; on: boolean }
  /** a mouse, finger or pen event */
  | { type: 'pointer'; phase: 'down' | 'move' | 'up' | 'cancel' | 'leave'; id: string | number; kind: 'mouse' | 'touch' | 'pen'; x: number; y: number; button?: number; held?: number }
  /** change the distance of the scenario's pull-back */
  | { type: 'pullback'; km: number; quiet?: boolean }
  /** show the whole country */
  | { type: 'reset' }
  /** the map's size, and device pixels a CSS pixel */
  | { type: 'resize'; w: number; h: number; ratio: number }
  /** show a scenario; an empty id shows the date alone */
  | { type: 'scenario'; id: string }
  /** open a shape's card, and offer others at a point */
  | { type: 'select'; id: string; x?: number; y?: number; quiet?: boolean }
  /** apply a whole state, as after the browser's back button */
  | { type: 'state'; state: State }
  /** show a guided step, "next" or "back"; empty: leave the tour */
  | { type: 'step'; id: string }
  /** the theme that the reader's system prefers */
  | { type: 'system'; dark: boolean }
  /** choose a tab above the map */
  | { type: 'tab'; id: string }
  /** light, dark or auto */
  | { type: 'theme'; theme: 'light' | 'dark' | 'auto' }
  /** show a point in the middle, at a zoom level */
  | { type: 'view'; view: Viewpoint }
  /** the map can be seen; otherwise it draws nothing */
  | { type: 'visible'; on: boolean }
  /** zoom by a wheel that turned dy CSS pixels over the map */
  | { type: 'wheel'; x: number; y: number; dy: number }
  /** zoom by levels about a point, or the middle */
  | { type: 'zoom'; by: number; x?: number; y?: number };

/** SearchResult is a place found by its name. ID is for ActionSelect. */
export interface SearchResult {
  id: string;
  name: string;
  /** Note is the kind of place and, for a town, its oblast. */
  note: string;
}

/**
 * PageConfig is the configuration of the page's script: the locations of the program and its data,
 * and the messages that are shown before the program runs.
 */
export interface PageConfig {
  wasm: AssetRef;
  files: AssetRef[];
  /** Bundles is the list of all bundles of the site, since the program may need others than Files. */
  bundles: AssetRef;
  texts: Record<string, string>;
  /** Script is the module that starts the program. */
  script: string;
  /** LoaderWorker is the worker that fetches the program and its data. */
  loaderWorker: string;
  /** Root is the relative path of the site's root. All other paths start there. */
  root: string;
  /** Lang and PageState are the page's own language and state, the latter as the query of a link. */
  lang: string;
  pageState: string;
  /** Dates and Pullbacks are the stops of the two sliders, which work before the program runs. */
  dates: SliderStop[];
  pullbacks?: SliderStop[];
  /** Pinned is set on the pages of a pinned version. */
  pinned?: PinnedContent;
}

/** EmbedCodeConfig is the configuration of the script of an "Embed this" page. */
export interface EmbedCodeConfig {
  root: string;
  lang: string;
  /** PinnedDir is the folder of the current pinned version. Empty: there is none. */
  pinnedDir: string;
  /** Pages are the pages to embed, by scenario. The key "" is the map without a scenario. */
  pages: Record<string, EmbedTarget>;
  /** Dates and Steps are summaries of the map on a date and in a step, by id. */
  dates: Record<string, string>;
  steps: Record<string, string>;
  /** Heights are heights of frames in CSS pixels, by ui and width. */
  heights: Record<string, Record<string, number>>;
  /** Illustrative is appended to the title where hubs are shown. */
  illustrative: string;
  sandbox: string;
  allow: string;
  texts: Record<string, string>;
}

/**
 * Versions is the content of versionsName: the latest version, and the current hashes of each
 * date's and scenario's data.
 */
export interface Versions {
  latest: string;
  data: Record<string, string>;
}

/** Choice is an option that can be chosen. */
export interface Choice {
  id: string;
  label: string;
}

/** Figure is a figure of the headline. */
export interface Figure {
  id: string;
  /** Value is the figure with its unit. Text is what it measures, with its range. */
  value: string;
  text: string;
  /**
   * MinWidth is the minimum width of a page that shows it: any, phone (360 CSS pixels) or wide
   * (640).
   */
  minWidth: string;
}

/** Statement is a statement with its sources. */
export interface Statement {
  id: string;
  text: string;
  sources: Link[];
}

/** Link is a source. URL is empty if there is no address. */
export interface Link {
  text: string;
  url: string;
}

/** LegendEntry is a line of the legend. */
export interface LegendEntry {
  /** ID is that of a swatch or of a layer. */
  id: string;
  /** Label is the text beside the swatch. */
  label: string;
  /**
   * Swatch is a role in style.json: held-2022, held-2014, contested, contact, hub, freeze, band
   * and so on.
   */
  swatch: string;
  /** Layer is the id for ActionLayer. Empty: the entry only explains. */
  layer: string;
  /** Toggle is true if the entry switches Layer. */
  toggle: boolean;
  /** On is true if the layer is drawn. */
  on: boolean;
  /** Note is a line under the label. Empty: none. */
  note: string;
}

/** Card describes a shape. */
export interface Card {
  id: string;
  /** Name is the heading. */
  name: string;
  /** Kind is a word or two for what it is: "oblast", "town". */
  kind: string;
  /** Figure is the card's main figure. Nil: none. */
  figure: CardFigure | null;
  /** Summary is the most important sentence. Empty: the figure or the rows say it all. */
  summary: string;
  /** Rows are figures and facts. */
  rows: Row[];
  /** History is the share with its range on every date. Empty: none. */
  history: Row[];
  /** Notes are sentences after the rows. */
  notes: string[];
  /** Sources are those of the card. */
  sources: Link[];
  /** Alternatives are the other shapes at the same point, most specific first. */
  alternatives: Alternative[];
}

/** Tooltip is a line on what is under the pointer. */
export interface Tooltip {
  id: string;
  /** Name is the name of the shape. */
  name: string;
  /** Text is who holds it, or what it is. Empty: nothing besides the name. */
  text: string;
  /** X and Y are the pointer's position in CSS pixels from the map's upper left corner. */
  x: number;
  y: number;
}

/** Table is a table of figures. */
export interface Table {
  caption: string;
  head: string[];
  rows: TableRow[];
  /** FoldedHeading is the heading under which rows may be folded. Empty: none. */
  foldedHeading: string;
}

/** Day is a date that can be shown. */
export interface Day {
  /** ID is the day in ISO 8601, "2026-01-06". */
  id: string;
  /** Label is the day as text. */
  label: string;
  /** Note is why the day was chosen. */
  note: string;
  /** Offset is its position between the first day (0) and the last (1), in proportion to time. */
  offset: number;
}

/** ScenarioChoice is a scenario that can be chosen. */
export interface ScenarioChoice {
  id: string;
  name: string;
  /**
   * Kind is proposal, reference or example. KindLabel is the kind as text, or for a proposal its
   * status.
   */
  kind: string;
  kindLabel: string;
  /** Proposer, Date and Status are empty for references. */
  proposer: string;
  date: string;
  status: string;
  /** Note is the kind, with proposer and date if there are any, in a line. */
  note: string;
  /** Summary is a sentence or two on what it would mean. */
  summary: string;
  /** On is true if it is the chosen one. */
  on: boolean;
}

/** ScenarioView describes the chosen scenario. */
export interface ScenarioView {
  id: string;
  name: string;
  /** Heading is the name for use on its own: for a reference it says that it is one. */
  heading: string;
  /**
   * Kind is proposal, reference or example. KindLabel is the kind as text, or for a proposal its
   * status.
   */
  kind: string;
  kindLabel: string;
  summary: string;
  /** Facts are proposer, date and status. */
  facts: Row[];
  /** Pullbacks are the distances that can be chosen. Empty: there is no pull-back. */
  pullbacks: PullbackChoice[];
  /** Figures are lengths and areas in all of Ukraine. */
  figures: Row[];
  /** Notes are the caveats that must be shown with it. */
  notes: string[];
  /** Zones has areas by oblast. Rows of one oblast are adjacent. */
  zones: Table;
  /**
   * Rules has what it does with each oblast, and on what that is based. The last row, without an
   * id, is for all other oblasts.
   */
  rules: Table;
  sources: Link[];
}

/** StepView is a step of the guided tour. */
export interface StepView {
  id: string;
  title: string;
  /** Text is the caption. */
  text: string;
  /** Position is the number of the step and of all steps, as text. */
  position: string;
  /** First and Last are true for the first and the last step. */
  first: boolean;
  last: boolean;
  sources: Link[];
}

/**
 * Chart is shares over time. Its points must not be joined by lines: between dates nothing is
 * known.
 */
export interface Chart {
  caption: string;
  series: Series[];
  /** Note explains why the points are not joined. */
  note: string;
  /** Head is the header of the chart as a table: the date, then each series. */
  head: string[];
  /** Max is the share at the upper edge, a fraction. */
  max: number;
  gridlines: Gridline[];
  /** YearTicks are where years begin. */
  yearTicks: YearTick[];
}

/** Correction is a fact that was corrected after publication. */
export interface Correction {
  /** ID is unique. Date is the day of the correction, as text. */
  id: string;
  date: string;
  text: string;
}

/** Viewpoint is the middle of the map and its scale. */
export interface Viewpoint {
  /** Lon and Lat are degrees on WGS84. */
  lon: number;
  lat: number;
  /** Zoom is the zoom level, as in web maps: each level doubles the scale. */
  zoom: number;
}

/** AssetRef is a file that the page's script fetches. */
export interface AssetRef {
  /** Name is the name under which the script passes the file to the program. */
  name?: string;
  /** URL is relative to the site's root. */
  url: string;
  /** Size is the size in bytes after decompression, for the progress bar. */
  size: number;
  /**
   * Hash is the SHA-256 of the decompressed content, in hexadecimal digits, where the script must
   * check it.
   */
  hash?: string;
  /** Files are the paths of the files in a bundle. */
  files?: string[];
}

/** SliderStop is a stop of a slider. At is its position, from 0 to 1000. */
export interface SliderStop {
  value: string | number;
  text: string;
  offset: number;
}

/** PinnedContent identifies the data that a pinned page shows. */
export interface PinnedContent {
  /**
   * Subject is the page's scenario or, without one, its date. Hash is a hash of the data about
   * it.
   */
  subject: string;
  hash: string;
}

/** EmbedTarget is a page to embed, with a summary of what it shows. */
export interface EmbedTarget {
  path: string;
  summary: string;
}

/** CardFigure is the main figure of a card. */
export interface CardFigure {
  value: string;
  /** Label is what it measures, in words that follow the value. */
  label: string;
  /** Range is the range of its uncertainty. Empty: none. */
  range: string;
  /** Chart is the figure on all dates. Nil: it is known on one date only, or was always the same. */
  chart: Chart | null;
}

/** Row is a figure or fact with its label. */
export interface Row {
  label: string;
  value: string;
}

/** Alternative is another shape that ActionSelect can choose. */
export interface Alternative {
  id: string;
  name: string;
}

/** TableRow is a row of a table. ID is for ActionSelect; "UA" is the whole country. */
export interface TableRow {
  id: string;
  /** Name is the row's header cell. */
  name: string;
  /** Cells are the cells under Head[1:]. */
  cells: string[];
  /** Folded is true for an area of which nothing was held or contested: the row may be folded. */
  folded: boolean;
}

/** PullbackChoice is a distance in km for ActionPullback. */
export interface PullbackChoice {
  km: number;
  label: string;
  on: boolean;
}

/** Series is the points of an area; "UA" is the whole country. */
export interface Series {
  id: string;
  name: string;
  points: Point[];
}

/** Gridline is a gridline at a share, as a fraction and as text. */
export interface Gridline {
  share: number;
  label: string;
}

/** YearTick is the first of January of a year. Offset is as in Day. */
export interface YearTick {
  label: string;
  offset: number;
}

/** Point is the estimate for a date. Share, Low and High are fractions. */
export interface Point {
  date: string;
  label: string;
  /** Offset is as in Day. */
  offset: number;
  share: number;
  low: number;
  high: number;
  /** Text is the estimate with its range. */
  text: string;
}
