package svg

import (
	"bytes"
	"encoding/xml"
	"testing"
)

// TestEscape compares with encoding/xml.
func TestEscape(t *testing.T) {
	for _, s := range []string{"", "plain", `<a b="c">'&'</a>`, "tab\tline\nreturn\r",
		"\x00\x07\ufffe", "б’я « 5 %", "broken \xff"} {
		var want bytes.Buffer
		if err := xml.EscapeText(&want, []byte(s)); err != nil {
			t.Fatal(err)
		}
		if got := escapeXML(s); got != want.String() {
			t.Errorf("%q: %q, want %q", s, got, want.String())
		}
	}
}
