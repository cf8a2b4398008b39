package jsonlite

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/quick"
	"unicode/utf8"

	"truceline/internal/diag"
)

// Inner is embedded in sample and is an element of its lists.
type Inner struct {
	Deep  float64 `json:"deep"`
	Words []string
}

type namedString string

// upperText implements encoding.TextUnmarshaler.
type upperText string

func (s *upperText) UnmarshalText(text []byte) error {
	*s = upperText(bytes.ToUpper(text))
	return nil
}

// sample has a field of every supported kind.
type sample struct {
	Inner
	Name    string             `json:"name"`
	Word    namedString        `json:"word"`
	Count   int                `json:"count"`
	Share   float64            `json:"share"`
	On      bool               `json:"on"`
	List    []Inner            `json:"list"`
	Pair    [2]float64         `json:"pair"`
	Maybe   *Inner             `json:"maybe"`
	Texts   map[string]string  `json:"texts"`
	Nested  map[string][]Inner `json:"nested"`
	Skipped string             `json:"-"`
}

// withUnexported has a field that is not encoded.
type withUnexported struct {
	Said    string `json:"said"`
	thought string
}

// withTextUnmarshaler has fields that decode themselves.
type withTextUnmarshaler struct {
	withUnexported
	Shout  upperText            `json:"shout"`
	Shouts map[string]upperText `json:"shouts"`
}

var documents = []string{
	`{}`, ` { "name" : "a" , "count" : -12 , "share":1.5e-3, "on":true } `,
	`{"deep":1,"Words":["a","b"],"list":[{"deep":2,"Words":null},{}]}`,
	`{"pair":[1,2]}`, `{"pair":[1]}`, `{"pair":[1,2,3]}`, `{"maybe":{"deep":3}}`,
	`{"maybe":null,"list":null,"texts":null,"name":null,"on":null,"count":null}`,
	`{"texts":{"a":"b","ключ":"é\"\\\/\n\t\r\b\f"},"nested":{"a":[],"b":[{"deep":0}]}}`,
	`{"texts":{"a":"b","a":"c"}}`,
	`{"other":{"a":[1,"b",true,false,null,{}],"b":[]},"name":"x"}`, `{"name":"\u0041"}`,
	`{"other":"\u0041"}`, `{"n\u0061me":"x"}`, `{"Name":"x"}`, `{"NAME":"x","name":"y"}`,
	`{"name":"x","name":"y"}`, `{"words":["x"]}`, `{"Deep":4}`, `{"ſhare":2}`,
	"{\"name\":\"\xff\"}", "{\"name\":\"a\nb\"}", `{"name":1}`, `{"count":1.5}`, `{"count":1e2}`,
	`{"count":99999999999999999999}`,
	`{"share":1e999}`, `{"share":01}`, `{"share":-}`, `{"share":.5}`, `{"share":1.}`,
	`{"share":1e}`, `{"share":-0}`, `{"share":+1}`, `{"on":tru}`, `{"on":truefalse}`,
	`{"name":"a",}`, `{,}`, `[]`, `null`, `"a"`, `7`, `{"name":"a"} x`, `{"name":"a"`, `{"name"`,
	`{"name":`, `{"list":[`, `{"list":[{}`, `{"list":[{},]}`, ``, ` `, "{}\x00",
	`{"Skipped":"x","-":"y","hidden":"z"}`, `{"other":` + strings.Repeat("[", 40) +
		strings.Repeat("]", 40) + `}`, `{"inner":{"deep":1}}`, `{"":1}`, `{"other":[1 2]}`,
	`{"other":{"a" 1}}`,
	`{"shout":"hé","shouts":{"a":"b"},"said":"c","thought":"d"}`, `{"shout":null}`, `{"shout":1}`,
	`{"shout":"\u0041"}`, `{"name":"\ud83d\ude00"}`, `{"name":"\ud83d"}`, `{"name":"\ude00x"}`,
	`{"name":"\u12"}`, `{"name":"\ud83d\u0041"}`, `{"\u006eame":"x","name":"y"}`,
	`[null, 1e5, {"a" : "<b> \u2028"}, [ ], "\"\\"]`, "[\"\u2028<&>\u2029\"]",
}

// checkUnmarshal compares Unmarshal with json.Unmarshal and reports whether data was decoded.
func checkUnmarshal[T any](t *testing.T, data []byte) (ok bool) {
	t.Helper()
	var got, want T
	err, wantErr := Unmarshal(data, &got), json.Unmarshal(data, &want)
	switch {
	case err != nil && !reflect.ValueOf(got).IsZero():
		t.Fatalf("%q: refused, and left %+v", data, got)
	case err != nil && wantErr == nil && !hasListedFault(data, err):
		t.Fatalf("%q: refused, and accepted by encoding/json: %v", data, err)
	case err == nil && wantErr != nil:
		t.Fatalf("%q: read, and refused by encoding/json: %v", data, wantErr)
	case err == nil && !reflect.DeepEqual(got, want):
		t.Fatalf("%q: %+v instead of %+v", data, got, want)
	}
	return err == nil
}

// hasListedFault reports whether data may be refused with err although encoding/json accepts it,
// according to the package's doc.
func hasListedFault(data []byte, err error) bool {
	var d *diag.Diagnostic
	if !errors.As(err, &d) || d.Offset < 0 || d.Offset > len(data) {
		return false
	}
	at := data[d.Offset:]
	switch detail := d.Detail; {
	case detail == "invalid UTF-8":
		return !utf8.Valid(data) && utf8.Valid(data[:d.Offset])
	case detail == "an invalid escape in a text":
		return bytes.HasPrefix(at, []byte(`\ud`)) || bytes.HasPrefix(at, []byte(`\uD`))
	case detail == "want a text in quotes": // null for a type with UnmarshalText
		return bytes.HasPrefix(at, []byte("null"))
	}
	return slices.ContainsFunc([]string{duplicateDetail, "unknown field, want",
		"the list is longer",
		"nested more than"}, func(start string) bool { return strings.HasPrefix(d.Detail, start) })
}

func FuzzRead(f *testing.F) {
	for _, text := range documents {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		checkUnmarshal[sample](t, data)
		checkUnmarshal[withTextUnmarshaler](t, data)
		checkUnmarshal[[]Inner](t, data)
		checkUnmarshal[map[string]float64](t, data)
		text, err := UnquoteString(data)
		var want string
		if wantErr := json.Unmarshal(data, &want); err == nil && (wantErr != nil || text != want) {
			t.Fatalf("%q: %q instead of %q", data, text, want)
		} else if wantErr == nil && err != nil && string(bytes.TrimSpace(data)) != "null" &&
			!hasListedFault(data, err) {
			t.Fatalf("%q: %v", data, err)
		}
		if err := Validate(data); (err == nil) != json.Valid(data) && !hasListedFault(data, err) {
			t.Fatalf("%q: %v, encoding/json: %v", data, err, json.Valid(data))
		}
		checkEachMember(t, data)
		checkRaw(t, data)
	})
}

// checkEachMember compares EachMember with encoding/json.
func checkEachMember(t *testing.T, data []byte) {
	t.Helper()
	got := map[string]json.RawMessage{}
	if EachMember(data, func(name string, value []byte) error {
		got[name] = value
		return nil
	}) != nil {
		return
	}
	var want map[string]json.RawMessage
	if err := json.Unmarshal(data, &want); err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("%q: %q instead of %q, %v", data, got, want, err)
	}
}

// checkRaw compares raw values, decoded and encoded, with json.RawMessage.
func checkRaw(t *testing.T, data []byte) {
	t.Helper()
	var got []RawValue
	if Unmarshal(data, &got) != nil {
		return
	}
	var want []json.RawMessage
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatalf("%q: %v", data, err)
	}
	text, err := Marshal(got)
	wantText, wantErr := json.Marshal(want)
	if err != nil || wantErr != nil || !bytes.Equal(text, wantText) {
		t.Fatalf("%q: %s instead of %s; %v, %v", data, text, wantText, err, wantErr)
	}
}

func TestUnmarshal_AcceptsAllOfJSON(t *testing.T) {
	for _, text := range []string{
		`{"name":"\u0041\ud83d\ude00\u00e9\u0000\"\\\/\b\f\n\r\t","n\u0061mes":1}`,
		`{"n\u0061me":"x","other":{"a":[1,"\u00e9",true,false,null,{}]}}`,
		" {\t\"share\" :\r\n -1.5E+3 , \"count\": -0 } ",
		`{"deep":1,"Words":["a"],"list":[{"deep":2,"Words":null},{}],"maybe":null,"pair":[1]}`,
	} {
		if !checkUnmarshal[sample](t, []byte(text)) {
			t.Errorf("%s is refused", text)
		}
	}
	if !checkUnmarshal[withTextUnmarshaler](t,
		[]byte(`{"shout":"hé","shouts":{"a":"\u0062"},"said":"c","thought":"d"}`)) {
		t.Error("a type that decodes its text is refused")
	}
}

func TestUnmarshal_ReplacesTarget(t *testing.T) {
	s := sample{Name: "x"}
	if err := Unmarshal([]byte(`{"count":1}`), &s); err != nil || s.Name != "" || s.Count != 1 {
		t.Errorf("%+v, %v", s, err)
	}
	if Unmarshal([]byte(`{"count":"many"}`), &s) == nil || s.Count != 1 {
		t.Errorf("%+v", s)
	}
	if Unmarshal([]byte(`{}`), s) == nil || Unmarshal([]byte(`{}`), nil) == nil {
		t.Error("a target that is no pointer")
	}
}

func TestUnmarshal_Errors(t *testing.T) {
	for _, c := range []struct {
		text   string
		offset int
		place  string
		detail string
	}{
		{`{"count":"many"}`, 9, "/count", "want a number"},
		{`{"count":1.5}`, 9, "/count", "want a whole number"},
		{`{"share":1e999}`, 9, "/share", "too large"},
		{`{"list":[{},{"deep":true}]}`, 20, "/list/1/deep", "want a number"},
		{`{"nested":{"a":[{"Words":[1]}]}}`, 26, "/nested/a/0/Words/0", "want a text in quotes"},
		{`{"name":"a" "on":true}`, 12, "", "want a comma or }"},
		{`{"name":"a"`, 11, "", "the document ends, want a comma or }"},
		{`{"name":"a"} x`, 13, "", "something stands after the end"},
		{"{\"name\":\"a\nb\"}", 10, "/name", "control character"},
		{`{"name":"ab\x"}`, 11, "/name", "invalid escape"},
		{`{"name":"ab\ud83dx"}`, 11, "/name", "invalid escape"},
		{`{"name":"\ude00"}`, 9, "/name", "invalid escape"},
		{`{"name":"\u00g0"}`, 9, "/name", "invalid escape"},
		{"{\"name\":\"é\xff\"}", 11, "", "invalid UTF-8"},
		{`{"name":"a","name":"b"}`, 12, "/name", "stands there twice"},
		{`{"texts":{"a":"","a":""}}`, 17, "/texts/a", "stands there twice"},
		{`{"Name":"a"}`, 1, "/Name", `unknown field, want "name"`},
		{`{"ſhare":2}`, 1, "/ſhare", `unknown field, want "share"`},
		{`{"pair":[1,2,3]}`, 13, "/pair", "longer than 2"},
		{`{"other":` + strings.Repeat("[", 100), 73, "/other", "nested more than 64"},
		{`{"other":[1 2]}`, 12, "/other", "want a comma or ]"},
		{`{"other":NaN}`, 9, "/other", "want a value"},
		{`[]`, 0, "", "want an object"},
	} {
		var s sample
		err := Unmarshal([]byte(c.text), &s)
		var d *diag.Diagnostic
		if !errors.As(err, &d) || d.Offset != c.offset || d.Place != c.place ||
			!strings.Contains(d.Detail, c.detail) {
			t.Errorf("%s: got %v, want %q at %q, byte %d", c.text, err, c.detail, c.place,
				c.offset)
		}
	}
}

func TestUnmarshalStrict(t *testing.T) {
	var s sample
	err := UnmarshalStrict([]byte(`{"list":[{"depth":1}]}`), &s)
	var d *diag.Diagnostic
	if !errors.As(err, &d) || d.Place != "/list/0/depth" || d.Detail != "unknown field" {
		t.Errorf("got %v", err)
	}
	if err := UnmarshalStrict([]byte(`{"list":[{"deep":1}]}`), &s); err != nil {
		t.Error(err)
	}
}

func TestEach_StopsAtErrors(t *testing.T) {
	stop := errors.New("stop")
	calls := 0
	err := EachElement([]byte(`[1,2,3]`), func(value []byte) error {
		if calls++; string(value) == "2" {
			return stop
		}
		return nil
	})
	if err != stop || calls != 2 {
		t.Errorf("%v after %d calls", err, calls)
	}
	if err := EachElement([]byte(`[1,`), func([]byte) error { return nil }); err == nil {
		t.Error("half a list")
	}
}

// TestMarshal_MatchesStdlib compares the output byte by byte.
func TestMarshal_MatchesStdlib(t *testing.T) {
	check := func(s sample) bool {
		s.Skipped = "x"
		got, err := Marshal(s)
		want, wantErr := json.Marshal(s)
		return err == nil && wantErr == nil && bytes.Equal(got, want)
	}
	if err := quick.Check(check, &quick.Config{MaxCount: 100}); err != nil {
		t.Error(err)
	}
	for _, name := range []string{"", "плече", "a\"b\\c\n\r\t\b\f\x00\x1f\x7f",
		"<a href=\"b\">&amp;</a>", "\u2028\u2029\u202a", "\xe2", "\xe2\x80", "a\xff\xffb", "😀",
		"\ufffd", "\xef", "\xef\xbf"} {
		if !check(sample{Name: name, Texts: map[string]string{name: name, "b": "", "a": ""}}) {
			t.Errorf("%q", name)
		}
		var want bytes.Buffer
		encoder := json.NewEncoder(&want)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(name); err != nil ||
			string(AppendString(nil, name))+"\n" != want.String() {
			t.Errorf("%s instead of %s, %v", AppendString(nil, name), want.String(), err)
		}
	}
	for _, f := range []float64{0, math.Copysign(0, -1), 1e-6, 9e-7, 1e-9, 1e-10, 1e-100, 1e20,
		1e21,
		-1e100, 1.0 / 3, -2.5, math.MaxFloat64, math.SmallestNonzeroFloat64} {
		if !check(sample{Share: f}) {
			t.Errorf("%g", f)
		}
	}
	if text, err := Marshal(withUnexported{"a", "b"}); err != nil ||
		string(text) != `{"said":"a"}` {
		t.Errorf("%s, %v", text, err)
	}
	if text, err := Marshal(nil); err != nil || string(text) != "null" {
		t.Errorf("%s, %v", text, err)
	}
}

func TestMarshal_Errors(t *testing.T) {
	for _, v := range []any{math.NaN(), math.Inf(1), []byte("a"), withTextUnmarshaler{}, func() {},
		struct{ A any }{1}, json.RawMessage("1"), struct {
			A int `json:"a,omitempty"`
		}{}} {
		if text, err := Marshal(v); err == nil {
			t.Errorf("%v is written as %s", v, text)
		}
	}
}

// recursiveType contains itself and is therefore unsupported.
type recursiveType struct{ Trees []recursiveType }

func TestUnmarshal_UnsupportedTypes(t *testing.T) {
	type duplicateNames struct {
		A int `json:"a"`
		B int `json:"A"`
	}
	for _, dst := range []any{new(recursiveType), new(duplicateNames), new(any), new([]byte),
		new(map[int]string), new(chan int), new(json.RawMessage), new(int64)} {
		if err := Unmarshal([]byte(`{}`), dst); err == nil ||
			!strings.Contains(err.Error(), "not supported") {
			t.Errorf("%T: %v", dst, err)
		}
	}
}
