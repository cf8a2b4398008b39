package wasmfile

import (
	"bytes"
	"errors"
	"fmt"
)

// header is the magic number and the version of the binary format.
const header = "\x00asm\x01\x00\x00\x00"

// pageSize is the unit of a memory's size, in bytes.
const pageSize = 64 << 10

// Sections by their numbers in the binary format.
const (
	customSection    = 0
	importSection    = 2
	memorySection    = 5
	dataSection      = 11
	dataCountSection = 12
)

// A section is a part of a module.
type section struct {
	id   byte
	raw  []byte // with id and size
	body []byte
}

func (s *section) reader() *reader { return &reader{data: s.body} }

// readSections splits a module into its sections.
func readSections(module []byte) ([]section, error) {
	if !bytes.HasPrefix(module, []byte(header)) {
		return nil, errors.New("not a WebAssembly module of version 1")
	}
	var sections []section
	r := &reader{data: module, pos: len(header)}
	for r.pos < len(module) {
		start := r.pos
		id := r.byte()
		body := r.bytes(r.uint())
		if r.err != nil {
			return nil, fmt.Errorf("section at byte %d: %w", start, r.err)
		}
		sections = append(sections, section{id, module[start:r.pos], body})
	}
	return sections, nil
}

// only returns the section with the id, or nil if there is none. A second one is an error.
func only(sections []section, id byte) (*section, error) {
	var found *section
	for i := range sections {
		if sections[i].id != id {
			continue
		}
		if found != nil {
			return nil, fmt.Errorf("section %d occurs twice", id)
		}
		found = &sections[i]
	}
	return found, nil
}

// refuseImportedMemory returns an error if memory 0 is imported: what it holds is not known then.
func refuseImportedMemory(imports *section) error {
	const (
		function = iota
		table
		memory
		global
		tag
	)
	r := imports.reader()
	for range r.uint() {
		r.bytes(r.uint()) // module
		r.bytes(r.uint()) // name
		switch kind := r.byte(); kind {
		case function:
			r.uint()
		case table:
			r.byte()
			r.limits()
		case memory:
			if r.err == nil {
				return errors.New("the memory is imported and may hold more than the segments")
			}
		case global:
			r.byte()
			r.byte()
		case tag:
			r.byte()
			r.uint()
		default:
			r.fail(fmt.Errorf("an import of unknown kind %d", kind))
		}
		if r.err != nil {
			break
		}
	}
	if err := r.end(); err != nil {
		return fmt.Errorf("import section: %w", err)
	}
	return nil
}

// A segment is data at an offset of memory 0.
type segment struct {
	offset uint32
	data   []byte
}

// end is the offset behind the last byte.
func (s segment) end() uint64 { return uint64(s.offset) + uint64(len(s.data)) }

// Kinds of data segments, and what an offset consists of.
const (
	activeSegment       = 0
	passiveSegment      = 1
	activeSegmentWithID = 2 // with the number of its memory

	opI32Const = 0x41
	opEnd      = 0x0b
)

// readSegments reads the data section.
func readSegments(data *section) ([]segment, error) {
	r := data.reader()
	var segments []segment
	for i := range r.uint() {
		s, err := readSegment(r)
		if err != nil {
			return nil, fmt.Errorf("data segment %d: %w", i, err)
		}
		segments = append(segments, s)
	}
	if err := r.end(); err != nil {
		return nil, fmt.Errorf("data section: %w", err)
	}
	return segments, nil
}

func readSegment(r *reader) (segment, error) {
	switch kind := r.uint(); {
	case r.err != nil:
		return segment{}, r.err
	case kind == passiveSegment:
		return segment{}, errors.New("it is passive")
	case kind == activeSegmentWithID:
		if memory := r.uint(); memory != 0 {
			return segment{}, fmt.Errorf("it is for memory %d", memory)
		}
	case kind != activeSegment:
		return segment{}, fmt.Errorf("unknown kind %d", kind)
	}
	if op := r.byte(); r.err == nil && op != opI32Const {
		return segment{}, errors.New("its offset is not a constant")
	}
	s := segment{offset: uint32(r.int())}
	if op := r.byte(); r.err == nil && op != opEnd {
		return segment{}, errors.New("its offset is not a single constant")
	}
	s.data = r.bytes(r.uint())
	return s, r.err
}

// appendSegments appends the body of a data section.
func appendSegments(out []byte, segments []segment) []byte {
	out = appendUint(out, uint32(len(segments)))
	for _, s := range segments {
		out = append(out, activeSegment, opI32Const)
		out = appendInt(out, int32(s.offset))
		out = append(out, opEnd)
		out = appendUint(out, uint32(len(s.data)))
		out = append(out, s.data...)
	}
	return out
}

// appendSection appends a section with its header.
func appendSection(out []byte, id byte, body []byte) []byte {
	out = appendUint(append(out, id), uint32(len(body)))
	return append(out, body...)
}
