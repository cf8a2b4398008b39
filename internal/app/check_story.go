package app

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"truceline/internal/locale"
	"truceline/internal/story"
)

// CheckStory returns what is wrong with the story and the texts, and remarks that are no faults:
// translations that nobody has reviewed, dates that cannot be shown for want of figures. An error
// is a file that cannot be read.
func CheckStory(fsys fs.FS) (problems story.Problems, remarks []string, err error) {
	s, err := story.Load(fsys)
	if !errors.As(err, &problems) && err != nil {
		return nil, nil, err
	}
	if s != nil {
		towns, err := readTowns(fsys)
		if err != nil {
			return nil, nil, err
		}
		problems = append(problems, s.CheckTowns(func(id string) bool {
			return slices.ContainsFunc(towns, func(t town) bool { return t.id == id })
		})...)
		for _, d := range s.Dates {
			if _, err := fs.Stat(fsys, figuresFile(d.ID)); err != nil {
				remarks = append(remarks,
					fmt.Sprintf("%s: %s cannot be shown: there is no %s; run truceline data",
						story.File, d.ID, figuresFile(d.ID)))
			}
		}
	}
	more, notes, err := checkLocales(fsys, s)
	return append(problems, more...), append(remarks, notes...), err
}

// checkLocales compares every language with English and with what the story needs; s may be nil.
func checkLocales(fsys fs.FS,
	s *story.Story) (problems story.Problems, remarks []string, err error) {
	var english *locale.Locale
	for _, lang := range locale.Langs() {
		l, err := locale.Load(fsys, lang)
		var bad *locale.Error
		switch {
		case errors.As(err, &bad):
			problems = append(problems, story.Problem{File: bad.File, Path: bad.Key, Rule: bad.Rule,
				Advice: "mend the text"})
			continue
		case errors.Is(err, fs.ErrNotExist) && lang != locale.Default:
			continue
		case err != nil:
			return nil, nil, err
		}
		if lang == locale.Default {
			english = l
		} else if english != nil {
			problems = append(problems, compareTexts(l, english)...)
		}
		if s != nil {
			problems = append(problems, missingTexts(l, s.TextKeys())...)
		}
		if n := countUnreviewed(l); n > 0 && lang != locale.Default {
			remarks = append(remarks,
				fmt.Sprintf("%s: translation not reviewed: %d texts", locale.Path(lang), n))
		}
	}
	return problems, remarks, nil
}

func missingTexts(l *locale.Locale, keys []string) (problems story.Problems) {
	for _, key := range keys {
		if !l.Has(key) {
			problems = append(problems, story.Problem{File: locale.Path(l.Lang), Path: key,
				Rule: "there is no such text, and " + story.File + " needs it", Advice: "add it"})
		}
	}
	return problems
}

// compareTexts wants the same keys and the same placeholders in both languages.
func compareTexts(l, english *locale.Locale) (problems story.Problems) {
	add := func(key, rule, advice string) {
		problems = append(problems,
			story.Problem{File: locale.Path(l.Lang), Path: key, Rule: rule, Advice: advice})
	}
	for _, key := range english.Keys() {
		if !l.Has(key) {
			add(key, "there is no such text, and English has one", "translate it")
			continue
		}
		a, _ := english.Message(key)
		b, _ := l.Message(key)
		if want, got := locale.Placeholders(a.Text),
			locale.Placeholders(b.Text); !slices.Equal(want, got) {
			add(key, fmt.Sprintf("its placeholders are {%s}, in English {%s}",
				strings.Join(got, "} {"), strings.Join(want, "} {")), "use the same")
		}
	}
	for _, key := range l.Keys() {
		if !english.Has(key) {
			add(key, "English has no such text", "take it out, or add it to English")
		}
	}
	return problems
}

func countUnreviewed(l *locale.Locale) (n int) {
	for _, key := range l.Keys() {
		if m, _ := l.Message(key); m.ReviewedBy == "" {
			n++
		}
	}
	return n
}
