package main

import (
	"strconv"
	"time"

	"truceline/internal/app"
)

type axisMark struct {
	Label string
	At    float64
	Share float64
}

type axes struct {
	Top          float64
	Lines, Years []axisMark
}

func axesOf(v app.View) (a axes) {
	for _, s := range v.Chart.Series {
		for _, p := range s.Points {
			a.Top = max(a.Top, p.High)
		}
	}
	step := 0.1
	if a.Top > 0.4 {
		step = 0.25
	}
	for x := 0.0; x < a.Top+step; x += step {
		a.Lines = append(a.Lines, axisMark{Share: x, Label: strconv.Itoa(int(x*100+0.5)) + "%"})
		if x >= a.Top {
			break
		}
	}
	a.Top = a.Lines[len(a.Lines)-1].Share
	first, _ := time.Parse(time.DateOnly, v.Dates[0].ID)
	last, _ := time.Parse(time.DateOnly, v.Dates[len(v.Dates)-1].ID)
	for y := first.Year() + 1; y <= last.Year(); y++ {
		d := time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC)
		a.Years = append(a.Years, axisMark{Label: strconv.Itoa(y), At: d.Sub(first).Hours() / last.Sub(first).Hours()})
	}
	return a
}
