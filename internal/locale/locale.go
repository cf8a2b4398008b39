// Package locale holds the texts of one language and formats numbers, shares, lengths, areas and
// dates in it. It knows neither geometry nor story: texts are found by key.
package locale

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

// Default is the language that always exists.
const Default = "en"

// Langs returns the languages of the map, in the order in which a reader chooses among them.
func Langs() []string { return []string{"en", "uk", "fr"} }

// Path returns the path of a language's file, relative to the assets.
func Path(lang string) string { return "locales/" + lang + ".json" }

// A Message is one text in one language.
type Message struct {
	// Text may hold placeholders in braces: "Situation on {date}".
	Text string `json:"text"`
	// ReviewedBy names the person who reviewed the translation. Empty: nobody has.
	ReviewedBy string `json:"reviewed_by"`
}

// Locale is one language: its messages and formats. It is immutable, so goroutines may share it.
type Locale struct {
	// Lang is the language's code, such as "en".
	Lang string

	messages map[string]Message
	cldrRules
}

// ErrUnknownLanguage is returned for languages that are not among Langs.
var ErrUnknownLanguage = errors.New("unknown language")

// Load reads a language's file. A missing file is fs.ErrNotExist, an invalid one a *diag.Diagnostic
// whose Place is the key of the message.
func Load(fsys fs.FS, lang string) (*Locale, error) {
	rules, ok := rulesByLang[lang]
	if !ok {
		return nil,
			fmt.Errorf("%w %q; there are %s", ErrUnknownLanguage, lang, strings.Join(Langs(), ", "))
	}
	data, err := fs.ReadFile(fsys, Path(lang))
	if err != nil {
		return nil, err
	}
	messages, invalid := readMessages(data)
	if invalid != nil {
		invalid.File = Path(lang)
		return nil, invalid
	}
	return &Locale{Lang: lang, messages: messages, cldrRules: rules}, nil
}

// schemaKey names the schema with which text editors complete and check the file. It is not a
// message.
const schemaKey = "$schema"

// Keys returns the keys of all messages, sorted.
func (l *Locale) Keys() []string { return slices.Sorted(maps.Keys(l.messages)) }

// WithPrefix returns the texts of all messages whose keys have one of the prefixes, by key.
func (l *Locale) WithPrefix(prefixes ...string) map[string]string {
	texts := map[string]string{}
	for key, m := range l.messages {
		for _, prefix := range prefixes {
			if strings.HasPrefix(key, prefix) {
				texts[key] = m.Text
			}
		}
	}
	return texts
}

// Message returns the message of a key, with its placeholders.
func (l *Locale) Message(key string) (Message, bool) {
	m, ok := l.messages[key]
	return m, ok
}

// Has reports whether a message exists.
func (l *Locale) Has(key string) bool {
	_, ok := l.messages[key]
	return ok
}

// Text returns the text of a message. Pairs are names of placeholders, each followed by its value.
// A key without a message is returned as the text, so that an editor sees what is missing.
func (l *Locale) Text(key string, pairs ...string) string {
	m, ok := l.messages[key]
	if !ok {
		return key
	}
	return Fill(m.Text, pairs...)
}

// TextOrEmpty is Text, but returns "" where the message does not exist.
func (l *Locale) TextOrEmpty(key string, pairs ...string) string {
	if !l.Has(key) {
		return ""
	}
	return l.Text(key, pairs...)
}

// Fill replaces the placeholders of a text. Pairs are names, each followed by its value. A
// placeholder without a value stays, so that an editor sees it.
func Fill(text string, pairs ...string) string {
	if len(pairs) < 2 || !strings.Contains(text, "{") {
		return text
	}
	old := make([]string, 0, len(pairs))
	for i := 0; i+1 < len(pairs); i += 2 {
		old = append(old, "{"+pairs[i]+"}", pairs[i+1])
	}
	return strings.NewReplacer(old...).Replace(text)
}

// Placeholders returns the sorted, unique names of the placeholders in a text.
func Placeholders(text string) []string {
	var names []string
	for {
		_, rest, ok := strings.Cut(text, "{")
		if !ok {
			break
		}
		name, after, _ := strings.Cut(rest, "}")
		names = append(names, name)
		text = after
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// checkText returns the rule that a text breaks, or "".
func checkText(text string) string {
	if strings.TrimSpace(text) != text || text == "" {
		return "is empty, or begins or ends with a space"
	}
	depth := 0
	for _, r := range text {
		switch {
		case r == '{':
			depth++
		case r == '}':
			depth--
		case depth > 0 && r != '_' && (r < 'a' || r > 'z') && (r < '0' || r > '9'):
			return "a placeholder is not a plain name in braces"
		}
		if depth < 0 || depth > 1 {
			return "its braces do not pair"
		}
	}
	if depth != 0 {
		return "its braces do not pair"
	}
	return ""
}
