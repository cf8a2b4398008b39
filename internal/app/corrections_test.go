package app

import (
	"strings"
	"testing"
	"testing/fstest"
)

// The rows of the table are shown to readers, newest first.
func TestCorrections(t *testing.T) {
	f := tinyAssets(t)
	f["changes.csv"] = &fstest.MapFile{Data: []byte("settlement,date,old,new,source,when,note\n" +
		"beta-ua-02,2026-01-06,G,C,A report.,2026-01-08T09:30:00Z,\n" +
		"velyka-novosilka-ua-02-3,2026-01-06,C,R,Another,2026-01-09T23:59:59+02:00,Said by both.\n")}
	a := newTestApp(t, f, State{})
	list := a.View().Corrections
	if len(list) != 2 || list[0].ID == list[1].ID {
		t.Fatalf("corrections: %+v", list)
	}
	for i, want := range []struct{ date, text string }{
		{"9 January 2026",
			"Velyka Novosilka (East oblast), situation on 6 January 2026: corrected from “contested, or sources differ” to “Russian forces”. Source: Another. Said by both."},
		{"8 January 2026",
			"Beta (East oblast), situation on 6 January 2026: corrected from “government of Ukraine” to “contested, or sources differ”. Source: A report."},
	} {
		if list[i].Date != want.date || list[i].Text != want.text {
			t.Errorf("correction %d: %q, %q; want %q, %q", i, list[i].Date, list[i].Text, want.date,
				want.text)
		}
	}
}

func TestCorrections_ErrorNamesRow(t *testing.T) {
	for _, row := range []string{
		"beta,2026-01-06,G,C,x,2026-01-08T09:30:00Z,",
		"beta-ua-02,2026-13-06,G,C,x,2026-01-08T09:30:00Z,",
		"beta-ua-02,2026-01-06,G,X,x,2026-01-08T09:30:00Z,",
		"beta-ua-02,2026-01-06,G,C,x,yesterday,",
	} {
		f := tinyAssets(t)
		f["changes.csv"] = &fstest.MapFile{
			Data: []byte("settlement,date,old,new,source,when,note\n" + row + "\n")}
		if _, err := New(f, State{}); err == nil || !strings.Contains(err.Error(), "changes.csv") ||
			!strings.Contains(err.Error(), "row 2") {
			t.Errorf("%s: %v", row, err)
		}
	}
}
