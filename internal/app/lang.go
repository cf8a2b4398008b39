package app

import (
	"slices"

	"truceline/internal/locale"
)

// LangsFile lists the languages that a host can fetch, as a JSON array of codes, where it does not
// hold the words of all of them from the start.
const LangsFile = "locales/langs.json"

// availableLangs are the languages that can be chosen: those whose file is there, or can be
// fetched.
func (a *App) availableLangs() []string {
	var fetched []string
	_ = readJSON(a.fsys, LangsFile, &fetched) // it may be missing
	return slices.DeleteFunc(locale.Langs(),
		func(l string) bool {
			return !a.fileExists(locale.Path(l)) && !slices.Contains(fetched, l)
		})
}

// defaultLang is English, or where its words are not there the first language whose are: a page in
// one language comes with that one alone.
func (a *App) defaultLang() string {
	for _, lang := range append([]string{locale.Default}, locale.Langs()...) {
		if a.fileExists(locale.Path(lang)) {
			return lang
		}
	}
	return locale.Default
}

// setLang changes the language without losing anything else.
func (a *App) setLang(lang string) error {
	l := a.locales[lang]
	if l == nil {
		var err error
		if l, err = locale.Load(a.fsys, lang); err != nil {
			return err
		}
		a.locales[lang] = l
	}
	a.locale, a.state.Lang = l, lang
	return nil
}

// chooseLang changes the language, at once or when its words have come. What else is waited for
// comes with them.
func (a *App) chooseLang(lang string) error {
	t := a.resolveTarget(a.state)
	var meanwhile []Action
	show := func() error {
		if err := a.setLang(lang); err != nil {
			return err
		}
		a.announcement = ""
		a.rebuildPicture()
		return nil
	}
	if w := a.pending; w != nil {
		before, after := w.onReady, show
		t, meanwhile = w.target, w.queued
		show = func() error {
			if err := before(); err != nil {
				return err
			}
			return after()
		}
	}
	t.lang = lang
	if a.deferUntilLoaded(t, show, meanwhile...) {
		return nil
	}
	a.pending = nil
	if err := show(); err != nil {
		return err
	}
	return a.replayActions(meanwhile)
}
