// The page beside the map: it brings the elements that the site wrote up to date with the program's view, finds
// them by their ids, and says what the reader does with them. It never makes up a text of its own.

const byId = (id) => document.getElementById(id);

/** Sets a text only where it differs, so that nothing is announced or laid out again for nothing. */
function setText(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

/** A copy of a template's first element. */
function copy(id) {
  return byId(id).content.firstElementChild.cloneNode(true);
}

/** Replaces an element's children only where their description has changed. */
function refill(element, items, make) {
  const key = JSON.stringify(items);
  if (element.dataset.key === key) return;
  element.dataset.key = key;
  element.replaceChildren(...items.map(make));
}

/** A paragraph of its own. */
function line(text) {
  const element = document.createElement('p');
  element.textContent = text;
  return element;
}

export class Panel {
  #send;

  /** @param {(action: object) => void} send */
  constructor(send) {
    this.#send = send;
    document.addEventListener('click', (event) => this.#clicked(event));
    document.addEventListener('change', (event) => this.#changed(event));
    byId('tl-card').addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.#close();
    });
  }

  /**
   * Brings the page up to date.
   * @param {object} view all that stands beside the map
   * @param {object} news those of its fields that have changed
   */
  show(view, news) {
    const changed = (...names) => names.some((name) => name in news);
    if (changed('lang')) document.documentElement.lang = view.lang;
    for (const name of ['title', 'situation', 'source', 'stale', 'credit', 'announce']) {
      if (changed(name)) setText(byId(`tl-${name}`), view[name]);
    }
    if (changed('stale')) byId('tl-stale').hidden = !view.stale;
    if (changed('legend', 'wants')) this.#legend(view.legend, view.wants.length > 0);
    if (changed('notes')) refill(byId('tl-notes'), view.notes, line);
    if (changed('card')) this.#card(view.card);
    if (changed('hover')) this.#tip(view.hover);
    if (changed('table', 'select')) this.#table(view.table, view.select);
    if (changed('sources')) refill(byId('tl-sources'), view.sources, (source) => this.#source(source));
    // While the files of a date are fetched, the list keeps what was chosen.
    if (changed('date', 'wants') && !view.wants.length) byId('tl-date').value = view.date;
  }

  /** What the legend explains changes with date and scenario: entries come and go, and keep their elements. */
  #legend(entries, waiting) {
    const list = byId('tl-legend');
    const items = entries.map((entry) => {
      const old = byId(`tl-legend-${entry.id}`);
      const item = old && Boolean(old.querySelector('input')) === entry.toggle ? old : this.#legendItem(entry);
      setText(item.querySelector('.name'), entry.label);
      const note = item.querySelector('.note');
      setText(note, entry.note);
      note.hidden = !entry.note;
      item.toggleAttribute('data-off', !entry.on);
      item.querySelector('use').setAttribute('href', `#tl-swatch-${entry.swatch}`);
      const box = item.querySelector('input');
      if (box) {
        if (!waiting) box.checked = entry.on; // what is still fetched stays as the reader set it
        box.dataset.layer = entry.layer;
      }
      return item;
    });
    if (items.length !== list.children.length || items.some((item, i) => list.children[i] !== item)) list.replaceChildren(...items);
  }

  #legendItem({ id, toggle }) {
    const item = copy(toggle ? 'tl-legend-switch' : 'tl-legend-plain');
    item.id = `tl-legend-${id}`;
    return item;
  }

  #card(card) {
    byId('tl-card').dataset.state = card ? 'open' : 'empty';
    byId('tl-card-empty').hidden = Boolean(card);
    byId('tl-card-full').hidden = !card;
    if (!card) return;
    setText(byId('tl-card-name'), card.name);
    setText(byId('tl-card-kind'), card.kind);
    setText(byId('tl-card-lead'), card.lead);
    byId('tl-card-lead').hidden = !card.lead;
    refill(byId('tl-card-rows'), card.rows ?? [], (row) => {
      const item = copy('tl-card-row');
      item.querySelector('dt').textContent = row.label;
      item.querySelector('dd').textContent = row.value;
      return item;
    });
    refill(byId('tl-card-notes'), card.notes ?? [], line);
    refill(byId('tl-card-sources'), card.sources ?? [], (source) => this.#source(source));
    refill(byId('tl-card-others'), card.others ?? [], (other) => {
      const item = copy('tl-card-other');
      const button = item.querySelector('button');
      button.dataset.select = other.id;
      button.textContent = other.name;
      return item;
    });
    byId('tl-card-more').hidden = !card.others?.length;
  }

  /** The line about what is under the pointer, beside the pointer and inside the map. */
  #tip(tip) {
    const element = byId('tl-tip');
    byId('tl-input').toggleAttribute('data-over', Boolean(tip));
    element.hidden = !tip;
    if (!tip) return;
    setText(byId('tl-tip-name'), tip.name);
    setText(byId('tl-tip-text'), tip.text);
    const box = byId('tl-box');
    const right = tip.x + 14 + element.offsetWidth <= box.clientWidth;
    const x = right ? tip.x + 14 : Math.max(tip.x - 14 - element.offsetWidth, 4);
    const y = Math.min(Math.max(tip.y + 14, 4), box.clientHeight - element.offsetHeight - 4);
    element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }

  /** A source with its link where it has one that leads to a page. */
  #source({ text, url }) {
    const item = copy(/^https?:\/\//.test(url ?? '') ? 'tl-card-link' : 'tl-card-source');
    const target = item.querySelector('a');
    if (target) target.href = url;
    (target ?? item).textContent = text;
    return item;
  }

  #table(table, selected) {
    if (!table) return;
    setText(byId('tl-table-caption'), table.caption);
    const heads = byId('tl-table').tHead.rows[0].cells;
    table.head.forEach((text, i) => setText(heads[i], text));
    for (const row of table.rows) {
      const element = byId(`tl-row-${row.id}`);
      if (!element) continue;
      setText(element.cells[0].querySelector('button') ?? element.cells[0], row.name);
      row.cells.forEach((text, i) => setText(element.cells[i + 1], text));
      element.toggleAttribute('data-selected', row.id === selected);
    }
  }

  #clicked(event) {
    const target = event.target.closest?.('[data-do], [data-select]');
    if (!target) return;
    if (target.dataset.select) {
      this.#send({ type: 'select', id: target.dataset.select });
      if (target.closest('#tl-table')) byId('tl-box').scrollIntoView({ block: 'nearest' });
    } else if (target.dataset.do === 'close') {
      this.#close();
    } else {
      this.#send(JSON.parse(target.dataset.do));
    }
  }

  #changed(event) {
    const { target } = event;
    if (target.dataset.layer) this.#send({ type: 'layer', id: target.dataset.layer, on: target.checked });
    else if (target.id === 'tl-date') this.#send({ type: 'date', date: target.value });
  }

  #close() {
    const inside = byId('tl-card').contains(document.activeElement);
    this.#send({ type: 'close' });
    if (inside) byId('tl-input').focus({ preventScroll: true });
  }
}

/** What covers the map while there is none: how far loading is, or why there is none and a way to try again. */
export class Status {
  #element = byId('tl-status');
  #texts;

  /** @param {Record<string, string>} texts the sentences, by reason */
  constructor(texts) { this.#texts = texts; }

  loading(fraction) {
    this.#element.hidden = false;
    this.#element.dataset.state = 'loading';
    setText(byId('tl-status-text'), this.#texts.loading);
    byId('tl-progress').hidden = false;
    byId('tl-progress').value = fraction;
    byId('tl-retry').hidden = true;
  }

  failed(reason) {
    this.#element.hidden = false;
    this.#element.dataset.state = 'failed';
    setText(byId('tl-status-text'), this.#texts[reason] ?? this.#texts.stopped);
    byId('tl-progress').hidden = true;
    byId('tl-retry').hidden = false;
  }

  done() { this.#element.hidden = true; }

  /** Calls back when the reader wants to try again. */
  onRetry(retry) { byId('tl-retry').addEventListener('click', retry); }
}

/** A sentence over the map that goes away by itself. */
export class Hint {
  #element = byId('tl-hint');
  #timer = 0;

  show(text) {
    setText(this.#element, text);
    this.#element.dataset.on = '';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { delete this.#element.dataset.on; }, 1200);
  }
}
