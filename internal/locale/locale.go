// Package locale holds the words of one language and how it writes numbers, shares, lengths, areas
// and dates. It knows no geometry and no story: keys stand for what is said.
package locale

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

// Default is the language that is always there and in which a missing message is said.
const Default = "en"

// Langs lists every language that the map can speak, in the order in which a reader chooses.
func Langs() []string { return []string{"en", "uk", "fr"} }

// Path returns the path of a language's file under the assets.
func Path(lang string) string { return "locales/" + lang + ".json" }

// A Message is one text of a language.
type Message struct {
	// Text may hold placeholders in braces: "Situation on {date}".
	Text string `json:"text"`
	// ReviewedBy names the person who checked the translation. Empty: nobody has.
	ReviewedBy string `json:"reviewed_by"`
}

// UnmarshalJSON takes a plain text as a message that nobody has reviewed.
func (m *Message) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '"' {
		return json.Unmarshal(data, &m.Text)
	}
	type plain Message
	d := json.NewDecoder(strings.NewReader(string(data)))
	d.DisallowUnknownFields()
	return d.Decode((*plain)(m))
}

// Locale is one language: its messages and its formats. It is only read, so that many may share it.
type Locale struct {
	// Lang is the language's code, "en".
	Lang string

	messages map[string]Message
	cldrRules
}

// An Error says which message of which file is wrong.
type Error struct {
	File, Key string
	// Rule is what is broken.
	Rule string
}

func (e *Error) Error() string {
	if e.Key == "" {
		return e.File + ": " + e.Rule
	}
	return fmt.Sprintf("%s: %q: %s", e.File, e.Key, e.Rule)
}

// ErrUnknownLanguage is the error of a language that the map does not speak.
var ErrUnknownLanguage = errors.New("unknown language")

// Load reads a language's file. A file that is not there is fs.ErrNotExist.
func Load(fsys fs.FS, lang string) (*Locale, error) {
	r, ok := rulesByLang[lang]
	if !ok {
		return nil,
			fmt.Errorf("%w %q; there are %s", ErrUnknownLanguage, lang, strings.Join(Langs(), ", "))
	}
	data, err := fs.ReadFile(fsys, Path(lang))
	if err != nil {
		return nil, err
	}
	messages, wrong := readMessages(data)
	if wrong != nil {
		wrong.File = Path(lang)
		return nil, wrong
	}
	return &Locale{Lang: lang, messages: messages, cldrRules: r}, nil
}

// schemaKey names the schema by which text editors complete and check the file. It is no text.
const schemaKey = "$schema"

// readMessages reads one flat object. A key that stands there twice would hide a text from its
// editor and is refused.
func readMessages(data []byte) (map[string]Message, *Error) {
	if messages, ok := readFast(data); ok {
		return messages, nil
	}
	return readStrict(data)
}

// readStrict reads any file, and tells what is wrong with it.
func readStrict(data []byte) (map[string]Message, *Error) {
	d := json.NewDecoder(bytes.NewReader(data))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, &Error{Rule: "is not one JSON object of keys and texts"}
	}
	messages := map[string]Message{}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, &Error{Rule: err.Error()}
		}
		key, _ := name.(string)
		if _, again := messages[key]; again {
			return nil, &Error{Key: key, Rule: "stands there twice"}
		}
		if key == schemaKey {
			var path string
			if err := d.Decode(&path); err != nil {
				return nil, &Error{Key: key, Rule: err.Error()}
			}
			continue
		}
		var m Message
		if err := d.Decode(&m); err != nil {
			return nil, &Error{Key: key, Rule: err.Error()}
		}
		if rule := checkText(m.Text); rule != "" {
			return nil, &Error{Key: key, Rule: rule}
		}
		messages[key] = m
	}
	if _, err := d.Token(); err != nil {
		return nil, &Error{Rule: err.Error()}
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, &Error{Rule: "something stands after the object"}
	}
	return messages, nil
}

// Keys returns the keys of all messages, sorted.
func (l *Locale) Keys() []string { return slices.Sorted(maps.Keys(l.messages)) }

// WithPrefix returns the texts of all messages whose keys begin with one of the prefixes, by key.
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

// Message returns a message as it stands in the file.
func (l *Locale) Message(key string) (Message, bool) {
	m, ok := l.messages[key]
	return m, ok
}

// Has says whether there is a message.
func (l *Locale) Has(key string) bool {
	_, ok := l.messages[key]
	return ok
}

// Text says a message. Pairs are the names of placeholders, each followed by what stands in its
// place. A key without a message says itself, which is for an editor to see.
func (l *Locale) Text(key string, pairs ...string) string {
	m, ok := l.messages[key]
	if !ok {
		return key
	}
	return Fill(m.Text, pairs...)
}

// TextOrEmpty is Text, but says nothing where there is no such message.
func (l *Locale) TextOrEmpty(key string, pairs ...string) string {
	if !l.Has(key) {
		return ""
	}
	return l.Text(key, pairs...)
}

// PluralText says the form of a message that goes with a whole number: key.one, key.few, key.many
// or key.other, as the language has them. The placeholder {n} is the number.
func (l *Locale) PluralText(key string, n int, pairs ...string) string {
	form := key + "." + l.pluralForm(n)
	if !l.Has(form) {
		form = key + ".other"
	}
	return l.Text(form, append(pairs, "n", l.Number(float64(n), 0))...)
}

// Fill puts values, each behind its name in pairs, in the place of {names}. A placeholder without a
// value stays, so that it is seen.
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

// Placeholders returns the names in braces in a text, each once, sorted.
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

// checkText returns what is wrong with a text, or nothing.
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
