package app

import (
	"encoding/json"
	"testing"
)

// BenchmarkHover measures a pointer move without drawing.
func BenchmarkHover(b *testing.B) {
	a := newTestApp(b, assets, State{})
	a.runUntilIdle()
	for i := range b.N {
		a.mustDo(mouseEvent("move", float64(200+i%500), 300))
		a.ms += 16
		a.Frame(a.ms)
		a.View()
	}
}

// BenchmarkPan measures a drag without drawing.
func BenchmarkPan(b *testing.B) {
	a := newTestApp(b, assets, State{})
	a.mustDo(mouseEvent("down", 450, 300))
	for i := range b.N {
		a.ms += 16
		a.mustDo(mouseEvent("move", float64(300+i%200), 300))
		a.Frame(a.ms)
		a.View()
	}
}

func BenchmarkViewJSON(b *testing.B) {
	a := newTestApp(b, assets, State{Select: "UA-14"})
	v := a.View()
	b.ResetTimer()
	for range b.N {
		data, err := json.Marshal(v)
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(len(data)))
	}
}
