// Package wasmfile merges the data segments of a WebAssembly module.
//
// Go's linker leaves out runs of zeros and writes a data segment for each stretch between them,
// tens of thousands for a program. An engine copies them into memory one by one, and their headers
// keep a compressor from finding what repeats across them. With the zeros written out, a single
// segment does the same in one copy and compresses better; see docs/performance.md.
package wasmfile

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// maxGap is the longest run of zeros, in bytes, that is written out between two segments: a page of
// memory. A longer one starts another segment.
const maxGap = pageSize

// MergeData returns the module with its data segments merged. Instantiating it gives the same
// memory. Only the data section changes, and the count in the data count section where there is
// one; everything else is kept byte for byte.
//
// The module must define memory 0 itself, so that the gaps between the segments are known to hold
// zeros, and all of its segments must be active, at constant offsets within the initial size of
// that memory. Code that names data segments (memory.init, data.drop) would name others
// afterwards; Go's linker writes none.
func MergeData(module []byte) ([]byte, error) {
	sections, err := readSections(module)
	if err != nil {
		return nil, fmt.Errorf("wasmfile: %w", err)
	}
	merged, err := mergedSegments(sections)
	if err != nil {
		return nil, fmt.Errorf("wasmfile: %w", err)
	}
	out := make([]byte, 0, len(module)+len(module)/4)
	out = append(out, header...)
	for _, s := range sections {
		switch s.id {
		case dataSection:
			out = appendSection(out, s.id, appendSegments(nil, merged))
		case dataCountSection:
			out = appendSection(out, s.id, appendUint(nil, uint32(len(merged))))
		default:
			out = append(out, s.raw...)
		}
	}
	return out, nil
}

// mergedSegments reads the data segments and merges them.
func mergedSegments(sections []section) ([]segment, error) {
	data, err := only(sections, dataSection)
	if err != nil || data == nil {
		return nil, err
	}
	segments, err := readSegments(data)
	if err != nil || len(segments) == 0 {
		return nil, err
	}
	size, err := memorySize(sections)
	if err != nil {
		return nil, err
	}
	for i, s := range segments {
		if s.end() > size {
			return nil, fmt.Errorf("data segment %d ends at byte %d of a memory of %d",
				i, s.end(), size)
		}
	}
	return merge(segments), nil
}

// merge copies the segments, in their order, into as few as maxGap allows. These are sorted and do
// not overlap.
func merge(segments []segment) []segment {
	segments = slices.DeleteFunc(segments, func(s segment) bool { return len(s.data) == 0 })
	sorted := slices.Clone(segments)
	slices.SortFunc(sorted, func(a, b segment) int { return cmp.Compare(a.offset, b.offset) })
	var spans []span
	for _, s := range sorted {
		if last := len(spans) - 1; last >= 0 && uint64(s.offset) <= spans[last].end+maxGap {
			spans[last].end = max(spans[last].end, s.end())
		} else {
			spans = append(spans, span{uint64(s.offset), s.end()})
		}
	}
	merged := make([]segment, len(spans))
	for i, s := range spans {
		merged[i] = segment{offset: uint32(s.start), data: make([]byte, s.end-s.start)}
	}
	for _, s := range segments {
		i, found := slices.BinarySearchFunc(merged, s.offset, func(m segment, offset uint32) int {
			return cmp.Compare(m.offset, offset)
		})
		if !found {
			i-- // the last one that starts before s
		}
		copy(merged[i].data[s.offset-merged[i].offset:], s.data)
	}
	return merged
}

// span is a half-open range of memory.
type span struct{ start, end uint64 }

// memorySize returns the initial size of memory 0 in bytes.
func memorySize(sections []section) (uint64, error) {
	imports, err := only(sections, importSection)
	if err != nil {
		return 0, err
	}
	if imports != nil {
		if err := refuseImportedMemory(imports); err != nil {
			return 0, err
		}
	}
	memory, err := only(sections, memorySection)
	if err != nil {
		return 0, err
	}
	if memory == nil {
		return 0, errors.New("there are data segments and no memory")
	}
	r := memory.reader()
	count := r.uint()
	pages := r.limits()
	if r.err != nil {
		return 0, fmt.Errorf("memory section: %w", r.err)
	}
	if count == 0 {
		return 0, errors.New("there are data segments and no memory")
	}
	return uint64(pages) * pageSize, nil
}
