package jsonlite

import (
	"bytes"
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"testing"
	"testing/quick"
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
	`{"shout":"\u0041"}`,
}

// checkUnmarshal compares TryUnmarshal with json.Unmarshal and reports whether data was decoded
// without encoding/json.
func checkUnmarshal[T any](t *testing.T, data []byte) (ok bool) {
	t.Helper()
	var got, want T
	if !TryUnmarshal(data, &got) {
		if !reflect.ValueOf(got).IsZero() {
			t.Fatalf("%q: not read, and left %+v", data, got)
		}
		return false
	}
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatalf("%q: read, and refused by encoding/json: %v", data, err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("%q: %+v instead of %+v", data, got, want)
	}
	return true
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
		text, ok := UnquoteString(data)
		var want string
		if ok && (json.Unmarshal(data, &want) != nil || text != want) {
			t.Fatalf("%q: %q instead of %q", data, text, want)
		}
		checkEachMember(t, data)
	})
}

// checkEachMember compares EachMember with encoding/json.
func checkEachMember(t *testing.T, data []byte) {
	t.Helper()
	got := map[string]json.RawMessage{}
	if !EachMember(data, func(name string, value []byte) bool { got[name] = value; return true }) {
		return
	}
	var want map[string]json.RawMessage
	if err := json.Unmarshal(data, &want); err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("%q: %q instead of %q, %v", data, got, want, err)
	}
}

func TestTryUnmarshal_PlainDocuments(t *testing.T) {
	for i, text := range documents[:10] {
		if ok := checkUnmarshal[sample](t, []byte(text)); ok == strings.Contains(text,
			"[1,2,3]") {
			t.Errorf("%d, %s: quickly: %v", i, text, ok)
		}
	}
	if !checkUnmarshal[withTextUnmarshaler](t,
		[]byte(`{"shout":"hé","shouts":{"a":"b"},"said":"c","thought":"d"}`)) {
		t.Error("a type that reads its text is not read")
	}
}

func TestTryUnmarshal_RequiresZeroTarget(t *testing.T) {
	s := sample{Name: "x"}
	if TryUnmarshal([]byte(`{"count":1}`), &s) {
		t.Error("what was there before may have to stay")
	}
	if err := Unmarshal([]byte(`{"count":1}`), &s); err != nil || s.Name != "x" || s.Count != 1 {
		t.Errorf("%+v, %v", s, err)
	}
}

func TestUnmarshal_ErrorNamesField(t *testing.T) {
	var s sample
	err := Unmarshal([]byte(`{"count":"many"}`), &s)
	if err == nil || !strings.Contains(err.Error(), "sample.count") {
		t.Errorf("%v", err)
	}
	if Unmarshal([]byte(`{}`), s) == nil || Unmarshal([]byte(`{}`), nil) == nil {
		t.Error("what cannot be read into")
	}
}

// TestTryMarshal_MatchesStdlib compares the output byte by byte.
func TestTryMarshal_MatchesStdlib(t *testing.T) {
	marshalled := 0
	check := func(s sample) bool {
		s.Skipped = "x"
		got, ok := TryMarshal(s)
		if !ok {
			return true
		}
		marshalled++
		want, err := json.Marshal(s)
		return err == nil && bytes.Equal(got, want)
	}
	checkSimplified := func(s sample) bool {
		s.Deep, s.Share, s.Pair = math.Mod(s.Deep, 1e6), math.Mod(s.Share, 1),
			[2]float64{math.Mod(s.Pair[0], 10), 5}
		if s.Maybe != nil {
			s.Maybe.Deep = -3
		}
		for i := range s.List {
			s.List[i].Deep = float64(i)
		}
		for name := range s.Nested {
			s.Nested[name] = s.Nested[name][:0]
		}
		return check(s)
	}
	if err := quick.Check(checkSimplified, &quick.Config{MaxCount: 500}); err != nil {
		t.Error(err)
	}
	for _, name := range []string{"", "плече", "a\"b\\c\n\r\t\b\f\x00\x1f\x7f",
		"<a href=\"b\">&amp;</a>", "\u2028\u2029\u202a", "\xe2", "\xe2\x80", "\xff", "😀"} {
		if !check(sample{Name: name, Texts: map[string]string{name: name, "b": "", "a": ""}}) {
			t.Errorf("%q", name)
		}
	}
	for _, f := range []float64{0, math.Copysign(0, -1), 1e-6, 9e-7, 1e20, 1e21, 1.0 / 3, -2.5,
		math.MaxFloat64, math.SmallestNonzeroFloat64} {
		if !check(sample{Share: f}) {
			t.Errorf("%g", f)
		}
	}
	if marshalled < 250 {
		t.Errorf("only %d written", marshalled)
	}
	for _, v := range []any{nil, math.NaN(), math.Inf(1), "\xff", []byte("a"),
		withTextUnmarshaler{}, func() {}, struct{ A any }{1}, struct {
			A int `json:"a,omitempty"`
		}{}, json.RawMessage("1")} {
		if text, ok := TryMarshal(v); ok {
			t.Errorf("%v is written as %s", v, text)
		}
	}
	if text, ok := TryMarshal(withUnexported{"a", "b"}); !ok || string(text) != `{"said":"a"}` {
		t.Errorf("%s, %v", text, ok)
	}
	if text, err := Marshal([]byte("a")); err != nil || string(text) != `"YQ=="` {
		t.Errorf("%s, %v", text, err)
	}
}

// recursiveType contains itself and is therefore unsupported.
type recursiveType struct{ Trees []recursiveType }

func TestTryUnmarshal_UnsupportedTypes(t *testing.T) {
	type duplicateNames struct {
		A int `json:"a"`
		B int `json:"A"`
	}
	for _, dst := range []any{new(recursiveType), new(duplicateNames), new(any), new([]byte),
		new(map[int]string), new(chan int), new(json.RawMessage)} {
		if TryUnmarshal([]byte(`{}`), dst) {
			t.Errorf("%T is read", dst)
		}
	}
}
