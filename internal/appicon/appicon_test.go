package appicon

import (
	"bytes"
	"encoding/binary"
	"image/color"
	"image/png"
	"testing"
)

func TestDraw(t *testing.T) {
	for _, size := range []int{16, 24, 48, 256} {
		img := Draw(size)
		at := func(x, y float64) color.NRGBA {
			return img.NRGBAAt(int(x*float64(size)/16), int(y*float64(size)/16))
		}
		if got := at(0, 0); got.A > 200 {
			t.Errorf("%d: the corner is %v, not round", size, got)
		}
		if a, b := at(2, 5), at(14, 12); a != westColor || b != eastColor {
			t.Errorf("%d: the tones are %v and %v", size, a, b)
		}
		for _, p := range boundaryLine[1:4] {
			if got := at(float64(p[0]), float64(p[1])); got.R < 0xc0 {
				t.Errorf("%d: the line at %v is %v", size, p, got)
			}
		}
	}
}

func TestICNS_EntriesMatchTable(t *testing.T) {
	data, err := ICNS()
	if err != nil {
		t.Fatal(err)
	}
	if string(data[:4]) != "icns" || binary.BigEndian.Uint32(data[4:]) != uint32(len(data)) {
		t.Fatalf("header %q, %d bytes", data[:8], len(data))
	}
	rest := data[8:]
	for _, e := range icnsEntries {
		length := binary.BigEndian.Uint32(rest[4:])
		config, err := png.DecodeConfig(bytes.NewReader(rest[8:length]))
		if err != nil || string(rest[:4]) != e.osType || config.Width != e.size ||
			config.Height != e.size {
			t.Errorf("entry %q: %v, %v; want %v", rest[:4], config, err, e)
		}
		rest = rest[length:]
	}
	if len(rest) > 0 {
		t.Errorf("%d bytes too many", len(rest))
	}
}
