package palette

import (
	"image/color"
	"math"
)

// Contrast returns the contrast ratio of two opaque colours, from 1 to 21 (WCAG 2.2, "contrast
// ratio").
func Contrast(a, b color.NRGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// luminance returns the relative luminance of WCAG 2.2, from 0 to 1.
func luminance(c color.NRGBA) float64 {
	return 0.2126*linearFromSRGB(c.R) + 0.7152*linearFromSRGB(c.G) + 0.0722*linearFromSRGB(c.B)
}

// linearFromSRGB and srgbFromLinear are the transfer functions of sRGB (IEC 61966-2-1).
func linearFromSRGB(v uint8) float64 {
	s := float64(v) / 255
	if s <= 0.04045 {
		return s / 12.92
	}
	return math.Pow((s+0.055)/1.055, 2.4)
}

func srgbFromLinear(v float64) uint8 {
	v = min(max(v, 0), 1)
	if v <= 0.0031308 {
		v *= 12.92
	} else {
		v = 1.055*math.Pow(v, 1/2.4) - 0.055
	}
	return uint8(math.Round(v * 255))
}

// Over returns the colour of top composited over an opaque bottom.
func Over(top, bottom color.NRGBA) color.NRGBA {
	a := float64(top.A) / 255
	blend := func(t, b uint8) uint8 { return uint8(math.Round(float64(t)*a + float64(b)*(1-a))) }
	return color.NRGBA{blend(top.R, bottom.R), blend(top.G, bottom.G), blend(top.B, bottom.B), 255}
}

// ColorMatrix maps a colour in linear RGB to another.
type ColorMatrix [3][3]float64

// Deficiencies simulate dichromacy, the lack of one kind of cones. The matrices are from Machado,
// Oliveira and Fernandes, A Physiologically-based Model for Simulation of Color Vision Deficiency
// (2009), table 1, severity 1.
var Deficiencies = map[string]ColorMatrix{
	"protanopia": {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216},
		{-0.003882, -0.048116, 1.051998}},
	"deuteranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413},
		{-0.011820, 0.042940, 0.968881}},
	"tritanopia": {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602},
		{0.004733, 0.691367, 0.303900}},
}

// Simulate returns c as it appears with the deficiency, with its alpha unchanged.
func (m ColorMatrix) Simulate(c color.NRGBA) color.NRGBA {
	rgb := [3]float64{linearFromSRGB(c.R), linearFromSRGB(c.G), linearFromSRGB(c.B)}
	var out [3]uint8
	for i, row := range m {
		out[i] = srgbFromLinear(row[0]*rgb[0] + row[1]*rgb[1] + row[2]*rgb[2])
	}
	return color.NRGBA{out[0], out[1], out[2], c.A}
}
