package app

import (
	"slices"

	"truceline/internal/locale"
)

// LangsFile lists the codes of languages that the host can fetch, as a JSON array. It may be
// missing if the host has the texts of every language from the start.
const LangsFile = "locales/langs.json"

// availableLangs returns the languages whose file exists or can be fetched.
func (cat *catalog) availableLangs() []string {
	var fetchable []string
	_ = readJSON(cat.fsys, LangsFile, &fetchable)
	return slices.DeleteFunc(locale.Langs(),
		func(l string) bool {
			return !cat.fileExists(locale.Path(l)) && !slices.Contains(fetchable, l)
		})
}

// defaultLang returns English, or if its texts are missing the first language that has texts: a
// page in one language is published with that language alone.
func (cat *catalog) defaultLang() string {
	for _, lang := range append([]string{locale.Default}, locale.Langs()...) {
		if cat.fileExists(locale.Path(lang)) {
			return lang
		}
	}
	return locale.Default
}

// setLang sets the language, loading its texts once.
func (sel *selection) setLang(lang string) error {
	loc := sel.locales[lang]
	if loc == nil {
		var err error
		if loc, err = locale.Load(sel.fsys, lang); err != nil {
			return err
		}
		sel.locales[lang] = loc
	}
	sel.locale, sel.state.Lang = loc, lang
	return nil
}

// chooseLang changes the language, now or once its texts have been fetched. A choice that waits for
// files already is applied together with it.
func (a *App) chooseLang(lang string) error {
	t := a.resolveTarget(a.state)
	var queued []Action
	apply := func() error {
		if err := a.setLang(lang); err != nil {
			return err
		}
		a.announcement = ""
		a.rebuildPicture()
		return nil
	}
	if p := a.pending; p != nil {
		first, second := p.onReady, apply
		t, queued = p.target, p.queued
		apply = func() error {
			if err := first(); err != nil {
				return err
			}
			return second()
		}
	}
	t.lang = lang
	if a.deferUntilLoaded(t, apply, queued...) {
		return nil
	}
	a.pending = nil
	if err := apply(); err != nil {
		return err
	}
	return a.replayActions(queued)
}
