package wasmfile

import (
	"errors"
	"fmt"
)

var (
	errTruncated = errors.New("it ends too early")
	errTooLarge  = errors.New("a number has more than 32 bits")
)

// A reader reads the values of the binary format. After its first error, which it keeps, it reads
// zeros.
type reader struct {
	data []byte
	pos  int
	err  error
}

func (r *reader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

// end returns the error, and one if not everything has been read.
func (r *reader) end() error {
	if r.err == nil && r.pos != len(r.data) {
		r.fail(fmt.Errorf("%d bytes are left over", len(r.data)-r.pos))
	}
	return r.err
}

func (r *reader) byte() byte {
	if b := r.bytes(1); r.err == nil {
		return b[0]
	}
	return 0
}

func (r *reader) bytes(n uint32) []byte {
	if r.err == nil && uint64(n) > uint64(len(r.data)-r.pos) {
		r.fail(errTruncated)
	}
	if r.err != nil {
		return nil
	}
	start := r.pos
	r.pos += int(n)
	return r.data[start:r.pos:r.pos]
}

// uint reads an unsigned LEB128 number of 32 bits.
func (r *reader) uint() uint32 {
	var value uint32
	for shift := 0; r.err == nil; shift += 7 {
		b := r.byte()
		if shift == 28 && b > 0x0f {
			r.fail(errTooLarge)
		}
		value |= uint32(b&0x7f) << shift
		if b < 0x80 {
			break
		}
	}
	if r.err != nil {
		return 0
	}
	return value
}

// int reads a signed LEB128 number of 32 bits.
func (r *reader) int() int32 {
	var value uint32
	for shift := 0; r.err == nil; shift += 7 {
		b := r.byte()
		// The fifth byte has four bits of the value and, above them, three copies of the sign.
		if sign := b & 0x78; shift == 28 && (b >= 0x80 || sign != 0 && sign != 0x78) {
			r.fail(errTooLarge)
		}
		value |= uint32(b&0x7f) << shift
		if b < 0x80 {
			if b&0x40 != 0 && shift < 28 {
				value |= ^uint32(0) << (shift + 7)
			}
			break
		}
	}
	if r.err != nil {
		return 0
	}
	return int32(value)
}

// limits reads the limits of a memory or a table and returns the lower one.
func (r *reader) limits() uint32 {
	const hasMax, shared = 1, 2
	flags := r.byte()
	if flags > hasMax|shared {
		r.fail(fmt.Errorf("limits with flags %#x", flags))
	}
	low := r.uint()
	if flags&hasMax != 0 {
		r.uint()
	}
	return low
}

func appendUint(out []byte, v uint32) []byte {
	for v >= 0x80 {
		out = append(out, byte(v)|0x80)
		v >>= 7
	}
	return append(out, byte(v))
}

func appendInt(out []byte, v int32) []byte {
	for v < -0x40 || v >= 0x40 {
		out = append(out, byte(v)|0x80)
		v >>= 7
	}
	return append(out, byte(v)&0x7f)
}
