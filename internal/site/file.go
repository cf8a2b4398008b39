package site

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
)

// A File is one file of the site.
type File struct {
	// Name is the path below the site's root, without a slash in front. Files other than pages
	// carry a hash of their content in it.
	Name string
	Data []byte
	// Brotli and Gzip are the same bytes compressed; empty: not made.
	Brotli, Gzip []byte

	hash string // a hash of Data, for ETag
	// generate makes Data when it is first asked for; nil: it is there.
	generate func() ([]byte, error)
	once     sync.Once
	err      error
	// compress makes the compressed forms when the file is first sent; nil: they are there, or are
	// not made.
	compress func() error
}

// Load makes sure that the file's content is there, and the forms in which it is sent.
func (f *File) Load() error {
	f.once.Do(func() {
		if f.generate != nil {
			f.Data, f.err = f.generate()
		}
		if f.compress != nil && f.err == nil {
			f.err = f.compress()
		}
	})
	return f.err
}

// CompressOnLoad has the compressed forms made when the file is first sent.
func (f *File) CompressOnLoad(brotliLevel, gzipLevel int) {
	f.compress = func() error { return f.Compress(brotliLevel, gzipLevel) }
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// newHashedFile gives a file a name with a hash of its content: map.js becomes map.1a2b3c4d5e.js.
func newHashedFile(name string, data []byte) *File {
	tag := digest(data)
	ext := path.Ext(name)
	return &File{Name: name[:len(name)-len(ext)] + "." + tag[:10] + ext, Data: data, hash: tag}
}

// mediaTypes say what files are by their extension. The machine's own table differs from one to the
// next.
var mediaTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".json": "application/json", ".geojson": "application/geo+json",
	".csv":  "text/csv; charset=utf-8",
	".wasm": "application/wasm", ".ttf": "font/ttf", ".svg": "image/svg+xml", ".png": "image/png",
	".txt": "text/plain; charset=utf-8", "": "text/plain; charset=utf-8",
}

// MediaType is the file's media type.
func (f *File) MediaType() string {
	if known := mediaTypes[path.Ext(f.Name)]; known != "" {
		return known
	}
	return "application/octet-stream"
}

// Compress makes the compressed forms that are missing, where they are worth it. Level 11 of brotli
// takes about a second for each 300 KB.
func (f *File) Compress(brotliLevel, gzipLevel int) error {
	var packed bytes.Buffer
	if len(f.Brotli) == 0 {
		w := brotli.NewWriterLevel(&packed, brotliLevel)
		if _, err := w.Write(f.Data); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
		f.Brotli = ifSmaller(packed.Bytes(), f.Data)
	}
	packed = bytes.Buffer{}
	if len(f.Gzip) == 0 {
		w, err := gzip.NewWriterLevel(&packed, gzipLevel)
		if err != nil {
			return err
		}
		if _, err := w.Write(f.Data); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
		f.Gzip = ifSmaller(packed.Bytes(), f.Data)
	}
	return nil
}

// ifSmaller returns what was packed unless it saves less than a twentieth.
func ifSmaller(packed, data []byte) []byte {
	if len(packed) > len(data)*19/20 {
		return nil
	}
	return packed
}

// A Site is a set of files ready to be served or written.
type Site struct {
	mu     sync.RWMutex
	files  map[string]*File
	policy string // of the pages; empty: without a style sheet of their own
	// pinnedVersion is the name of the folder of the pages that are kept.
	pinnedVersion string
}

// Files lists the files by name.
func (s *Site) Files() []*File {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return slices.SortedFunc(maps.Values(s.files),
		func(a, b *File) int { return strings.Compare(a.Name, b.Name) })
}

// Merge adds the files of another site, in place of those of the same name. Earlier hashed files
// stay, for pages that are still open.
func (s *Site) Merge(newer *Site) {
	for _, f := range newer.Files() {
		s.add(f)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.policy = newer.policy
}

// policyOf is the policy of one of its pages.
func (s *Site) policyOf(name string) string {
	if isFramingPage(name) {
		return framingPolicy(s.Policy())
	}
	return s.Policy()
}

// Policy is the content security policy of the site's pages.
func (s *Site) Policy() string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.policy == "" {
		return basePolicy
	}
	return s.policy
}

// File returns a file, or nil.
func (s *Site) File(name string) *File {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.files[name]
}

func (s *Site) add(f *File) *File {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.files == nil {
		s.files = map[string]*File{}
	}
	if f.hash == "" {
		f.hash = digest(f.Data)
	}
	s.files[f.Name] = f
	return f
}

const cacheForever = "public, max-age=31536000, immutable"

// Hashed says that the name follows from the content, so that a browser may keep the file for ever.
func (f *File) Hashed() bool {
	dir, _, _ := strings.Cut(f.Name, "/")
	return dir == "assets" || dir == "cards"
}
