package gpu

import (
	"sync"

	"github.com/hajimehoshi/ebiten/v2"
)

// source is the shader of everything, in Kage. custom.x selects the kind:
//
//	< 0   a plain fill
//	= 0   a part of the source image, such as a label; src is the position in the image
//	> 0   a stroke or hatching
//
// For strokes and hatching the arguments are, in pixels:
//
//	src       offset from the line, across it and beyond its end; its length is the distance
//	custom.x  half of the line's width
//	custom.y  length of a dash, 0 for none; below 0 the negative radius of a ring
//	custom.z  length of a dash and its gap
//	custom.w  distance along the line
//
// A pixel counts as a square as wide as itself across the line. A line thinner than a pixel is
// therefore faint, not broken, and its coverage agrees with that of area sampling. Hatching is a
// very wide line whose dashes lie side by side.
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

// shader compiles the shader when it is first needed.
var shader = sync.OnceValue(func() *ebiten.Shader {
	s, err := ebiten.NewShader([]byte(source))
	if err != nil {
		panic("gpu: the shader does not compile: " + err.Error())
	}
	return s
})
