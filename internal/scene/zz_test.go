package scene

import (
	"fmt"
	"os"
	"testing"
)

type cnt struct {
	cur string
	m   map[string][2]int
}

func (c *cnt) add(p *Path)                             { v := c.m[c.cur]; v[0] += vertices(p); v[1]++; c.m[c.cur] = v }
func (c *cnt) Fill(p *Path, m Matrix, s FillStyle)     { c.add(p) }
func (c *cnt) Stroke(p *Path, m Matrix, s StrokeStyle) { c.add(p) }
func (c *cnt) Label(l Label)                           {}
func (c *cnt) Group(a float64, f func())               { f() }
func (c *cnt) Begin(id, t string)                      { c.cur = id }
func (c *cnt) End()                                    {}

func TestZZ(t *testing.T) {
	fsys := os.DirFS("../../assets")
	w, err := Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	w.LoadDate(fsys, "2026-01-06")
	for _, wh := range [][2]float64{{900, 600}, {360, 640}} {
		p := &Picture{Date: "2026-01-06", Title: "Who controls what in Ukraine", Situation: "Situation on", Source: "S", Camera: Camera{W: wh[0], H: wh[1]}}
		p.Camera = w.Home(p)
		c := &cnt{m: map[string][2]int{}}
		fmt.Println(w.Draw(c, p))
		fmt.Println(c.m)
		if wh[0] == 360 {
			for _, s := range w.labels {
				x, y := p.Camera.Project(s.at)
				fmt.Printf("%q (%.0f %.0f) d %.0f %.0f g%d\n", s.text, x, y, s.dx, s.dy, s.group)
			}
		}
	}
	for l := range levels {
		n := 0
		for _, s := range w.neighbours {
			for _, p := range s.parts {
				if q := p.path(l); q != nil {
					n += vertices(q)
				}
			}
		}
		fmt.Println("neigh", l, n)
		n = 0
		for _, s := range w.outline {
			for _, p := range s.parts {
				if q := p.path(l); q != nil {
					n += vertices(q)
				}
			}
		}
		fmt.Println("outline", l, n)
		n = 0
		for _, s := range w.dates["2026-01-06"].held {
			for _, p := range s.parts {
				if q := p.path(l); q != nil {
					n += vertices(q)
				}
			}
		}
		fmt.Println("held", l, n)
	}
}
