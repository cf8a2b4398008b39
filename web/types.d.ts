// What passes between the program and the page. Written from internal/app by internal/app/typesgen: do not edit.

/**
 * View is what stands beside the picture: plain data, every string finished in the reader's
 * language. Ids do not change with the language.
 */
export interface View {
  /** Rev grows whenever anything else in the View has changed. */
  rev: number;
  /** Lang is the language in which the strings are. */
  lang: string;
  /** Langs are the languages that can be chosen. */
  langs: Choice[];
  /** Theme is light or dark: what is shown, not what was asked for. */
  theme: string;
  /** UI is full, compact or none. */
  ui: string;
  /** Title names the map. */
  title: string;
  /** Situation says of which day the map is: "Situation on 6 January 2026". */
  situation: string;
  /**
   * Stale says of which day the newest map is and that it has not been updated since. Empty: it
   * is fresh enough.
   */
  stale: string;
  /**
   * Headline is the finding of what is shown, ShortHeadline the same for less than 640 CSS
   * pixels, BriefHeadline for one line, Sentence what stands with it. Empty: the editor left it
   * out.
   */
  headline: string;
  shortHeadline: string;
  briefHeadline: string;
  sentence: string;
  /** Figures stand with the headline. */
  figures: Figure[];
  /**
   * Tabs are the choices above the map, Tab the id of the one that is on, Said what was said on
   * its topics.
   */
  tabs: Choice[];
  tab: string;
  said: Said[];
  /** TabPart is what stands first beside the map: PartScenarios, PartSaid or, with neither, empty. */
  tabPart: string;
  /** Source names whose maps the holders on the date come from. */
  source: string;
  /** Sources are the same with addresses. */
  sources: Link[];
  /** Credit says who made the map and from what. */
  credit: string;
  /**
   * Notes stand under the legend: what is illustrative, what is a proposal, how many sources
   * there are.
   */
  notes: string[];
  /** Legend explains the looks and switches the layers. */
  legend: LegendEntry[];
  /** Card tells about what is selected. Nil: nothing is. */
  card: Card | null;
  /** Hover tells in a line what is under the pointer. Nil: nothing. */
  hover: Tip | null;
  /** Crosshair says that the keyboard points at the middle of the picture. */
  crosshair: boolean;
  /** Announce is for a live region: what has just happened, for who does not see it. */
  announce: string;
  /**
   * Wants are the paths of files that have to be fetched before the map can show what was asked
   * for. The shell adds them to the map's files and says so, or that they cannot be had.
   */
  wants: string[];
  /** Table holds the figures of each oblast. */
  table: Table;
  /** Texts are the other words of the page (button names and such) by key. */
  texts: Record<string, string>;
  /** Dates are the days that can be shown, oldest first. */
  dates: Day[];
  /** Date is the id of the day that is shown. */
  date: string;
  /** Playing says that the dates are shown one after another. */
  playing: boolean;
  /** Scenarios can be chosen. */
  scenarios: ScenarioChoice[];
  /** Scenario tells about the one that is chosen. Nil: none is. */
  scenario: ScenarioView | null;
  /** Steps lead through the story; their ids are for ActionStep. */
  steps: Choice[];
  /** Step is the one that is shown. Nil: none is. */
  step: StepView | null;
  /** Claims are what was claimed beside this map's estimates, with a verdict. */
  claims: Table;
  /** Published are other maps' figures beside this map's estimates, without one. */
  published: Table;
  /** Chart is the share over time. */
  chart: Chart;
  /** Corrections are what was mended after it had been shown, newest first. */
  corrections: Correction[];
  /** Select is the id of the shape whose card is open. Empty: none. */
  select: string;
  /**
   * Link is the query string of a link to exactly this, without "?". Empty: all is as it is by
   * default.
   */
  link: string;
}

/** State is all that a link can carry. The zero value is what a reader sees who comes without one. */
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
  /**
   * Scenario is the id of what is worked out from a date's line, such as "plan-20". It wins over
   * Date. Empty: none.
   */
  scenario?: string;
  /** Pullback is the scenario's distance in km. 0: the scenario's default, or none. */
  pullback?: number;
  /**
   * Step is the id of the guided step that is shown. It wins over Date, Scenario, Pullback and
   * Layers, and Select and View are the step's where they are empty. Empty: none.
   */
  step?: string;
  /** Layers are the layers switched on (true) or off (false) against the story's defaults, by id. */
  layers?: Record<string, boolean>;
  /**
   * View is the part of the map that is seen. Nil: the whole country, fitted to whatever size the
   * map has; with a town selected, what is around the town.
   */
  view?: Viewpoint;
  /**
   * Select is the id of the shape whose card is open, such as "UA-14" or "town-kyiv". Empty:
   * none.
   */
  select?: string;
  /**
   * UI says how much stands around the map: full, compact or none. Empty: full, and compact in a
   * frame.
   */
  ui?: string;
  /**
   * Transparent lets the article's own colour through around the map. False: the page has its
   * own.
   */
  transparent?: boolean;
}

/**
 * Action is one thing that a reader, or the shell around the map, does. Type decides which other
 * fields may be there; DecodeAction refuses all else.
 */
export type Action =
  /** close the card */
  | { type: 'close' }
  /**  */
  | { type: 'cover'; top: number; right: number; bottom: number; left: number; x?: number; y?: number; w?: number; h?: number }
  /** the day that is shown */
  | { type: 'date'; date: string; quiet?: boolean }
  /** the map has the keyboard's focus; shows the crosshair */
  | { type: 'focus'; on: boolean }
  /** a key pressed while the map has the focus */
  | { type: 'key'; key: string; shift?: boolean }
  /** the language of everything */
  | { type: 'lang'; lang: string }
  /** switch a layer */
  | { type: 'layer'; id: string; on: boolean }
  /** cut instead of moving */
  | { type: 'motion'; reduce: boolean }
  /** move the camera over the map, dx to the right, dy down */
  | { type: 'pan'; dx: number; dy: number }
  /**  */
  | { type: 'pinch'; by: number; x: number; y: number }
  /** one date after another */
  | { type: 'play'; on: boolean }
  /** a mouse, finger or pen */
  | { type: 'pointer'; phase: 'down' | 'move' | 'up' | 'cancel' | 'leave'; id: string | number; kind: 'mouse' | 'touch' | 'pen'; x: number; y: number; button?: number; held?: number }
  /** the distance of the scenario's pull-back */
  | { type: 'pullback'; km: number; quiet?: boolean }
  /** show the whole country */
  | { type: 'reset' }
  /**  */
  | { type: 'resize'; w: number; h: number; ratio: number }
  /**  */
  | { type: 'scenario'; id: string }
  /**  */
  | { type: 'select'; id: string; x?: number; y?: number; quiet?: boolean }
  /** take on a whole state, as after the browser's back button */
  | { type: 'state'; state: State }
  /** a guided step, "next" or "back"; an empty one leaves them */
  | { type: 'step'; id: string }
  /** what the reader's system prefers */
  | { type: 'system'; dark: boolean }
  /** one of the choices above the map */
  | { type: 'tab'; id: string }
  /** light, dark or auto */
  | { type: 'theme'; theme: 'light' | 'dark' | 'auto' }
  /** a place of the map in the middle, at a zoom level */
  | { type: 'view'; view: Viewpoint }
  /** the map can be seen; else it draws nothing */
  | { type: 'visible'; on: boolean }
  /**  */
  | { type: 'wheel'; x: number; y: number; dy: number }
  /** zoom levels, about a point or the middle */
  | { type: 'zoom'; by: number; x?: number; y?: number };

/** Choice is one of several things to choose. */
export interface Choice {
  id: string;
  label: string;
}

/** Figure is a figure that stands with the headline. */
export interface Figure {
  id: string;
  /** Value is the figure with its unit, Text what it is of, with its range. */
  value: string;
  text: string;
  /** Room is the least page for which it is shown: any, phone (360 CSS pixels) or wide (640). */
  room: string;
}

/** Said is a statement with its sources. */
export interface Said {
  id: string;
  text: string;
  sources: Link[];
}

/** Link is a source. URL is empty where there is no address. */
export interface Link {
  text: string;
  url: string;
}

/** LegendEntry is one line of the legend. */
export interface LegendEntry {
  /** ID is the swatch's or the layer's own. */
  id: string;
  /** Label says what it is. */
  label: string;
  /**
   * Swatch is a look in style.json: held-2022, held-2014, contested, contact, hub, freeze, band
   * and so on.
   */
  swatch: string;
  /** Layer is the layer that ActionLayer switches. Empty: the entry only explains. */
  layer: string;
  /** Toggle says that the entry is a switch for Layer. */
  toggle: boolean;
  /** On says that the layer is drawn. */
  on: boolean;
  /** Note stands under the label. Empty: none. */
  note: string;
}

/** Card tells about one shape. */
export interface Card {
  id: string;
  /** Name is the heading. */
  name: string;
  /** Kind says in a word or two what it is: "oblast", "town". */
  kind: string;
  /** Figure is the number that the card is about. Nil: there is none. */
  figure: CardFigure | null;
  /** Lead is the most important sentence. Empty: the figure or the rows say it all. */
  lead: string;
  /** Rows are figures and facts. */
  rows: Row[];
  /** Times are the share with its range on every date. Empty: it has none. */
  times: Row[];
  /** Notes are sentences after the rows. */
  notes: string[];
  /** Sources are those of what the card says. */
  sources: Link[];
  /** Others lie under the same pointer, most specific first. */
  others: Other[];
}

/** Tip is a line about what is under the pointer. */
export interface Tip {
  id: string;
  /** Name is what it is called. */
  name: string;
  /** Text says who holds it, or what it is. Empty: the name says it all. */
  text: string;
  /** X and Y are the pointer's place in CSS pixels from the map's upper left corner. */
  x: number;
  y: number;
}

/** Table is a table for readers who want figures. */
export interface Table {
  caption: string;
  head: string[];
  rows: TableRow[];
  /** Folded names the rows that may be folded, as a heading of theirs. Empty: there are none. */
  folded: string;
}

/** Day is a day that can be shown. */
export interface Day {
  /** ID is the day as "2026-01-06". */
  id: string;
  /** Label is the day in words. */
  label: string;
  /** Note says why the day was chosen. */
  note: string;
  /** At is its place between the first day (0) and the last (1), in proportion to time. */
  at: number;
}

/** ScenarioChoice is a scenario that can be chosen. */
export interface ScenarioChoice {
  id: string;
  name: string;
  /**
   * Kind is proposal, reference or example, KindLabel the same in words; of a proposal what has
   * become of it.
   */
  kind: string;
  kindLabel: string;
  /** Proposer, Date and Status are empty for references. */
  proposer: string;
  date: string;
  status: string;
  /** Note is the kind with proposer and date where they are there, in a line. */
  note: string;
  /** Summary says in a sentence or two what it would mean. */
  summary: string;
  /** On says that it is chosen. */
  on: boolean;
}

/** ScenarioView tells about the scenario that is chosen. */
export interface ScenarioView {
  id: string;
  name: string;
  /** Heading is the name where it stands alone: that of a reference says that it is one. */
  heading: string;
  /**
   * Kind is proposal, reference or example, KindLabel the same in words; of a proposal what has
   * become of it.
   */
  kind: string;
  kindLabel: string;
  summary: string;
  /** Facts say who put it forward, when, and what became of it. */
  facts: Row[];
  /** Pullbacks are the distances that can be chosen. Empty: there is no pull-back. */
  pullbacks: PullbackChoice[];
  /** Figures are lengths and sizes in all of Ukraine. */
  figures: Row[];
  /** Notes are what has to be said with it. */
  notes: string[];
  /** Zones hold sizes by oblast; rows of one oblast follow one another. */
  zones: Table;
  /**
   * Rules hold what it does with each oblast and on what that rests; the last row, without an id,
   * is all others.
   */
  rules: Table;
  sources: Link[];
}

/** StepView is a guided step. */
export interface StepView {
  id: string;
  title: string;
  /** Text is the caption. */
  text: string;
  /** Place says which of how many it is. */
  place: string;
  /** First and Last say that there is none before or behind it. */
  first: boolean;
  last: boolean;
  sources: Link[];
}

/** Chart is shares over time. Between dates nothing is known: its points are not to be joined. */
export interface Chart {
  caption: string;
  series: Series[];
  /** Note says why the points are not joined. */
  note: string;
  /** Head names the columns of the same as a table: the date, then each series. */
  head: string[];
  /**
   * Top is the share at the upper edge, a fraction; Lines are the shares at which lines help to
   * read it.
   */
  top: number;
  lines: ChartLine[];
  /** Years are where years begin. */
  years: ChartYear[];
}

/** Correction says what was mended, and when. */
export interface Correction {
  /** ID is unique, Date the day in words on which it was mended. */
  id: string;
  date: string;
  text: string;
}

/** Viewpoint is the middle of the map and its scale. */
export interface Viewpoint {
  /** Lon and Lat are degrees on WGS84. */
  lon: number;
  lat: number;
  /** Zoom is the zoom level; one more is twice as close. */
  zoom: number;
}

/** CardFigure is a number that stands out, with what belongs to it. */
export interface CardFigure {
  value: string;
  /** Label says what it is, in words that follow the value. */
  label: string;
  /** Range says how well it is known. Empty: it has none. */
  range: string;
  /** Course is the same on all dates. Nil: it is known on one alone, or was always the same. */
  course: Chart | null;
}

/** Row is one figure or fact with its name. */
export interface Row {
  label: string;
  value: string;
}

/** Other is another shape that ActionSelect can choose. */
export interface Other {
  id: string;
  name: string;
}

/** TableRow is one line of a table. ID can be selected; "UA" is the whole country. */
export interface TableRow {
  id: string;
  /** Name is the row's heading. */
  name: string;
  /** Cells stand under Head[1:]. */
  cells: string[];
  /** Fold says that there is nothing to tell but that the area is there. */
  fold: boolean;
}

/** PullbackChoice is a distance for ActionPullback. */
export interface PullbackChoice {
  km: number;
  label: string;
  on: boolean;
}

/** Series are the points of an area; "UA" is the whole country. */
export interface Series {
  id: string;
  name: string;
  points: Point[];
}

/** ChartLine is a share, as a fraction, and in words. */
export interface ChartLine {
  share: number;
  label: string;
}

/** ChartYear is the first of January of a year; At is as in Day. */
export interface ChartYear {
  label: string;
  at: number;
}

/** Point is an estimate on a date. Share, Low and High are fractions. */
export interface Point {
  date: string;
  label: string;
  /** At is as in Day. */
  at: number;
  share: number;
  low: number;
  high: number;
  /** Text is the estimate with its range in words. */
  text: string;
}
