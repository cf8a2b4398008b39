package scene

import "math"

// EaseInOut maps the share of an animation's time (0 to 1) to the share of its way: slow, fast,
// slow. It is the cubic smoothstep.
func EaseInOut(t float64) float64 {
	t = min(max(t, 0), 1)
	return t * t * (3 - 2*t)
}

// InterpolateCamera returns the camera between a and b at t, from 0 to 1. The scale changes
// geometrically, which looks even. The centre moves linearly in the scale, so that the point that a
// and b have in common stays where it is.
func InterpolateCamera(a, b Camera, t float64) Camera {
	if t <= 0 {
		return a
	}
	if t >= 1 {
		return b
	}
	ratio := b.MetresPerPixel / a.MetresPerPixel
	out := b
	out.MetresPerPixel = a.MetresPerPixel * math.Pow(ratio, t)
	share := t
	if math.Abs(ratio-1) > 1e-6 {
		share = (math.Pow(ratio, t) - 1) / (ratio - 1)
	}
	out.Center.X = a.Center.X + (b.Center.X-a.Center.X)*share
	out.Center.Y = a.Center.Y + (b.Center.Y-a.Center.Y)*share
	return out
}

// flingDecayTime is the time in which a fling's speed falls to 1/e, in milliseconds.
const flingDecayTime = 220

// FlingDistance returns how far a map has moved, in CSS pixels, ms milliseconds after a fling with
// a speed in CSS pixels per millisecond. The speed decays exponentially.
func FlingDistance(speed, ms float64) float64 {
	return speed * flingDecayTime * (1 - math.Exp(-ms/flingDecayTime))
}

// FlingSpeed returns the speed at that time, in CSS pixels per millisecond.
func FlingSpeed(speed, ms float64) float64 { return speed * math.Exp(-ms/flingDecayTime) }
