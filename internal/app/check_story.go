package app

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"truceline/internal/assetname"
	"truceline/internal/diag"
	"truceline/internal/gazetteer"
	"truceline/internal/locale"
	"truceline/internal/story"
)

// CheckStory returns what is wrong with the story and the texts, with notes on translations that
// nobody has reviewed and on dates without figures. The error is that of a file that cannot be
// read.
func CheckStory(fsys fs.FS) (problems diag.List, err error) {
	s, err := story.Load(fsys)
	if !errors.As(err, &problems) && err != nil {
		return nil, err
	}
	if s != nil {
		towns, err := gazetteer.Read(fsys)
		if err != nil {
			return nil, err
		}
		problems = append(problems, s.CheckTowns(func(id string) bool {
			return slices.ContainsFunc(towns, func(t gazetteer.Town) bool { return t.ID == id })
		})...)
		for _, d := range s.Dates {
			if _, err := fs.Stat(fsys, assetname.Figures(d.ID)); err != nil {
				problems = append(problems, &diag.Diagnostic{File: story.File, Place: d.ID,
					Detail: "cannot be shown: there is no " + assetname.Figures(d.ID) +
						"; run truceline data", Note: true})
			}
		}
	}
	textProblems, err := checkLocales(fsys, s)
	return append(problems, textProblems...), err
}

// checkLocales compares every language with English and with what the story needs; s may be nil.
func checkLocales(fsys fs.FS, s *story.Story) (problems diag.List, err error) {
	var english *locale.Locale
	for _, lang := range locale.Langs() {
		loc, err := locale.Load(fsys, lang)
		var invalid *diag.Diagnostic
		switch {
		case errors.As(err, &invalid):
			problems = append(problems, invalid)
			continue
		case errors.Is(err, fs.ErrNotExist) && lang != locale.Default:
			continue
		case err != nil:
			return nil, err
		}
		if lang == locale.Default {
			english = loc
		} else if english != nil {
			problems = append(problems, compareTexts(loc, english)...)
		}
		if s != nil {
			problems = append(problems, missingTexts(loc, s.TextKeys())...)
		}
		if n := countUnreviewed(loc); n > 0 && lang != locale.Default {
			problems = append(problems, &diag.Diagnostic{File: locale.Path(lang),
				Detail: fmt.Sprintf("translation not reviewed: %d texts", n), Note: true})
		}
	}
	return problems, nil
}

// missingTexts returns a problem for each key that a language lacks.
func missingTexts(loc *locale.Locale, keys []string) (problems diag.List) {
	for _, key := range keys {
		if !loc.Has(key) {
			problems = append(problems, &diag.Diagnostic{File: locale.Path(loc.Lang), Place: key,
				Detail: "there is no such text, and " + story.File + " needs it", Advice: "add it"})
		}
	}
	return problems
}

// compareTexts requires the same keys and the same placeholders in a language as in English.
func compareTexts(loc, english *locale.Locale) (problems diag.List) {
	add := func(key, detail, advice string) {
		problems = append(problems,
			&diag.Diagnostic{File: locale.Path(loc.Lang), Place: key, Detail: detail,
				Advice: advice})
	}
	for _, key := range english.Keys() {
		if !loc.Has(key) {
			add(key, "there is no such text, and English has one", "translate it")
			continue
		}
		englishMessage, _ := english.Message(key)
		message, _ := loc.Message(key)
		if want, got := locale.Placeholders(englishMessage.Text),
			locale.Placeholders(message.Text); !slices.Equal(want, got) {
			add(key, fmt.Sprintf("its placeholders are {%s}, in English {%s}",
				strings.Join(got, "} {"), strings.Join(want, "} {")), "use the same")
		}
	}
	for _, key := range loc.Keys() {
		if !english.Has(key) {
			add(key, "English has no such text", "take it out, or add it to English")
		}
	}
	return problems
}

// countUnreviewed returns the number of texts that nobody has reviewed.
func countUnreviewed(loc *locale.Locale) (n int) {
	for _, key := range loc.Keys() {
		if m, _ := loc.Message(key); m.ReviewedBy == "" {
			n++
		}
	}
	return n
}
