package certs

import (
	"crypto/tls"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"sync"
	"time"
)

const (
	lookEvery = time.Second         // at the files
	warnFrom  = 14 * 24 * time.Hour // before a certificate ends
)

// Files shows the certificate of two PEM files, and looks at them as people connect.
type Files struct {
	cert, key string
	log       *slog.Logger

	mu     sync.Mutex
	shown  *tls.Certificate
	stamp  [2]stamp
	looked time.Time
	wrong  error // why what is in the files now is not shown
}

// stamp changes when a file is written, or another takes its place.
type stamp struct {
	info fs.FileInfo
	err  error
}

func stampOf(path string) stamp {
	info, err := os.Stat(path)
	return stamp{info, err}
}

func (s stamp) same(t stamp) bool {
	if s.info == nil || t.info == nil {
		return s.info == nil && t.info == nil
	}
	return os.SameFile(s.info, t.info) && s.info.ModTime().Equal(t.info.ModTime()) && s.info.Size() == t.info.Size()
}

// Open reads the certificate, with those between it and its authority, and its key.
func Open(cert, key string, log *slog.Logger) (*Files, error) {
	f := &Files{cert: cert, key: key, log: log}
	f.load()
	if f.wrong != nil {
		return nil, f.wrong
	}
	return f, nil
}

// load reads the files; f.mu is held, or nobody else has f.
func (f *Files) load() {
	f.stamp, f.looked = [2]stamp{stampOf(f.cert), stampOf(f.key)}, time.Now()
	fresh, err := tls.LoadX509KeyPair(f.cert, f.key)
	if err != nil {
		f.wrong = fmt.Errorf("read the certificate of FELTBOARD_TLS_CERT and FELTBOARD_TLS_KEY: %w", err)
		return
	}
	f.shown, f.wrong = &fresh, nil
}

// Reload reads the files now.
func (f *Files) Reload() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.reload()
}

func (f *Files) reload() {
	if f.load(); f.wrong != nil {
		f.log.Warn("the certificate from before is shown on", "err", f.wrong)
		return
	}
	f.log.Info("the certificate was read again", "ends", f.shown.Leaf.NotAfter)
}

// Get is for [tls.Config].
func (f *Files) Get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if time.Since(f.looked) >= lookEvery {
		f.looked = time.Now()
		if !f.stamp[0].same(stampOf(f.cert)) || !f.stamp[1].same(stampOf(f.key)) {
			f.reload()
		}
	}
	return f.shown, nil
}

// Warnings are sentences about the certificate for the operator; none if all is well.
func (f *Files) Warnings() (all []string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.wrong != nil {
		all = append(all, "the certificate from before is shown on: "+f.wrong.Error())
	}
	if ends := f.shown.Leaf.NotAfter; time.Until(ends) < warnFrom {
		all = append(all, "the certificate ends on "+ends.UTC().Format(time.DateOnly)+": put a new one in the place of FELTBOARD_TLS_CERT and FELTBOARD_TLS_KEY")
	}
	return all
}
