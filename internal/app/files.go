package app

import (
	"slices"
)

// What a reader asks for may need files that are not there yet: a page in the browser starts with the latest date
// alone. Until they are, the map stays as it is and Wants names them; its host puts them into the file system that
// New was given and calls Provide, or Forgo if they cannot be had. A host that has every file never meets this.

// wish is what was asked for and has to wait for files.
type wish struct {
	target target
	files  []string
}

// target is what chooses the ground that is drawn.
type target struct {
	date string
}

// Wants are the paths of the files without which the map cannot show what was asked for; none: it shows it. They are
// in the View, too.
func (a *App) Wants() []string {
	if a.wish == nil {
		return []string{}
	}
	return a.wish.files
}

// Provide says that files have been added to the file system that New was given. Once all that are wanted are there,
// the map shows what was asked for; if they are broken it stays as it is and the error says why.
func (a *App) Provide() error {
	w := a.wish
	if w == nil {
		return nil
	}
	w.files = a.missing(w.target)
	a.stale = true
	if len(w.files) > 0 {
		return nil
	}
	a.wish = nil
	if err := a.goTo(w.target); err != nil {
		a.announce = a.words.Text("announce.failed", "date", a.words.Date(w.target.date))
		return err
	}
	return nil
}

// Forgo says that the wanted files cannot be had. The map stays as it is, and tells so.
func (a *App) Forgo() {
	if a.wish == nil {
		return
	}
	a.announce = a.words.Text("announce.failed", "date", a.words.Date(a.wish.target.date))
	a.wish, a.stale = nil, true
}

// missing are the files that a target needs and that are not there. A date's other files, such as its band, come with
// these or not at all.
func (a *App) missing(t target) []string {
	return slices.DeleteFunc(territoryFiles(t.date), a.has)
}

func territoryFiles(date string) []string {
	return []string{"geojson/contact-" + date + ".geojson", "geojson/control-" + date + ".geojson"}
}

// goTo shows a target, at once or when its files have come.
func (a *App) goTo(t target) error {
	a.wish = nil
	if a.await(t) {
		a.announce = a.words.Text("announce.waiting", "date", a.words.Date(t.date))
		return nil
	}
	if err := a.setDate(t.date); err != nil {
		return err
	}
	a.compose()
	a.announce = a.situation()
	return nil
}

// await notes what has to wait for files, and says whether it has to.
func (a *App) await(t target) bool {
	if a.days[t.date] != nil {
		return false
	}
	files := a.missing(t)
	if len(files) == 0 {
		return false
	}
	a.wish, a.stale = &wish{t, files}, true
	return true
}
