package app

import (
	"net/url"
	"slices"
	"strings"
)

// LinkParam is a parameter of a link: it carries one field of State. The table of all parameters,
// linkParams, stands below State. The page's script web/link-params.js and the tables in
// docs/embed.md are generated from it, see package typesgen.
type LinkParam struct {
	// Name of the parameter is also the JSON name of the field.
	Name string
	// Kind is the kind of its values: id, date, km, layers, view, switch or enum. Values lists
	// those of an enumeration.
	Kind   string
	Values []string
	// Scope is what the parameter changes.
	Scope LinkScope
	// Article reports whether the article around a frame may choose it by a message.
	Article bool
	// Example is a value in the form of a link.
	Example string
	// Description is the meaning for readers of docs/embed.md, and Default what holds without the
	// parameter. Both are written without a full stop at the end. Default may be empty.
	Description, Default string

	format func(*State) string // "": the field has its zero value
	parse  func(*State, string)
}

// LinkScope is what a parameter of a link changes.
type LinkScope int

// The scopes of link parameters.
const (
	// ScopeSubject is the subject of the picture. With such a parameter the scenario that a page
	// has of its own does not count.
	ScopeSubject LinkScope = iota
	// ScopePicture is something else in the picture.
	ScopePicture
	// ScopeCard is the card beside the picture.
	ScopeCard
	// ScopePage is the look of the page, which stays when an article chooses another picture.
	ScopePage
)

// linkParam completes a row of the table: the parameter has values of kind v, in a field of State.
func linkParam[T any](p LinkParam, v linkValue[T], field func(*State) *T) LinkParam {
	p.Kind, p.Values = v.kind, v.values
	p.format = func(s *State) string { return v.format(*field(s)) }
	p.parse = func(s *State, text string) { *field(s) = v.parse(text) }
	return p
}

// Link returns the query string, without "?", of a link to the state. Default values are left out,
// so the zero State has the empty link. Coordinates are rounded to half a pixel.
func (s State) Link() string {
	var parts []string
	for i := range linkParams {
		if value := linkParams[i].format(&s); value != "" {
			parts = append(parts, linkParams[i].Name+"="+escapeParam(value))
		}
	}
	return strings.Join(parts, "&")
}

// LinkParams returns the parameters of a link in their order.
func LinkParams() []LinkParam { return slices.Clone(linkParams) }

// escapeParam is url.QueryEscape, except that it leaves commas and slashes readable, which a query
// string may contain.
func escapeParam(s string) string { return keepReadable.Replace(url.QueryEscape(s)) }

var keepReadable = strings.NewReplacer("%2F", "/", "%2C", ",")

// ParseLink parses the query string of a link, with or without "?". It never fails: unknown and
// invalid parameters are ignored.
func ParseLink(query string) State {
	values := parseQuery(strings.TrimPrefix(query, "?"))
	var s State
	for i := range linkParams {
		linkParams[i].parse(&s, values[linkParams[i].Name])
	}
	return s
}

// parseQuery returns the first value of each parameter. It agrees with url.ParseQuery, which reads
// a runtime setting (GODEBUG) on each call. Malformed pairs are ignored.
func parseQuery(query string) map[string]string {
	values := map[string]string{}
	for pair := range strings.SplitSeq(query, "&") {
		if pair == "" || strings.Contains(pair, ";") {
			continue
		}
		name, value, _ := strings.Cut(pair, "=")
		name, err := url.QueryUnescape(name)
		if err != nil {
			continue
		}
		if value, err = url.QueryUnescape(value); err != nil {
			continue
		}
		if _, seen := values[name]; !seen {
			values[name] = value
		}
	}
	return values
}
