package gpu

import (
	"sync"

	"github.com/hajimehoshi/ebiten/v2"
)

// source draws everything; what, custom.x says. Below 0 it is a plain fill, 0 is a part of an
// image, such as a label:
//
//	src     place in the image
//
// Above 0 it is ruled, a stroke or hatching. A pixel is taken for a square as wide as itself across
// the line, so a line thinner than a pixel is faint, not broken, and what it covers agrees with a
// canvas that counts areas:
//
// src across the line and beyond its end, in pixels: its length is the distance from the line
//
// custom half of the line's width; length of a dash, 0 for none; dash and gap; distance along the
// line
//
// A dash below 0 makes a ring of it: its radius with a minus sign.
// Hatching is a very wide line whose dashes lie side by side.
const source = `//kage:unit pixels

package main

// cover is how much of a pixel at distance d from its middle a band covers that reaches half to either side.
func cover(d, half float) float {
	return clamp(min(half, d+0.5)-max(-half, d-0.5), 0, 1)
}

func Fragment(dst vec4, src vec2, color vec4, custom vec4) vec4 {
	if custom.x < 0 {
		return color
	}
	if custom.x == 0 {
		return imageSrc0UnsafeAt(src) * color
	}
	away := length(src - imageSrc0Origin())
	if custom.y < 0 {
		return color * cover(away+custom.y, custom.x)
	}
	alpha := cover(away, custom.x)
	if custom.y > 0 {
		d := abs(mod(custom.w, custom.z) - custom.y/2)
		alpha *= cover(min(d, custom.z-d), custom.y/2)
	}
	return color * alpha
}
`

// shader is made when it is first needed, once for the program.
var shader = sync.OnceValue(func() *ebiten.Shader {
	s, err := ebiten.NewShader([]byte(source))
	if err != nil {
		panic("gpu: the shader does not compile: " + err.Error())
	}
	return s
})
