package deliver

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"time"
	"unicode"
)

// Kind is a kind of tracker.
type Kind string

// The kinds.
const (
	GitHub Kind = "github"
	GitLab Kind = "gitlab"
	Gitea  Kind = "gitea" // and Forgejo
)

// Issue is an action as it goes out: escaped for Markdown, nothing in it that was withheld.
type Issue struct {
	Action string
	Title  string
	Body   string // Markdown; holds Marker
	Marker string // the action's permalink, by which the issue is found again
	Labels []string
	Due    string // "2006-01-02" or ""
}

// The states of a Remote.
const (
	Open       = "open"
	Closed     = "closed"
	NotPlanned = "not_planned" // closed without having been done
)

// Remote is an issue as the tracker has it.
type Remote struct {
	Ref     string // its number there
	URL     string // for people; "" if it is not an address of the web
	Title   string
	Body    string
	State   string
	Updated time.Time
}

// Tracker is one project of an issue tracker. Its errors are Wait, Refused, or others, after which it is not known what the
// tracker did.
type Tracker interface {
	Create(ctx context.Context, i Issue) (Remote, error)
	// Update sets an issue's title and text, and adds labels. Its state stays.
	Update(ctx context.Context, ref string, i Issue) (Remote, error)
	Get(ctx context.Context, ref string) (Remote, error)
	// Since shows the issues that changed at or after a time, in any order, until see says that it has seen enough.
	Since(ctx context.Context, t time.Time, see func(Remote) (enough bool)) error
}

// Wait says that the tracker wants to be left alone until a time.
type Wait struct{ Until time.Time }

func (e *Wait) Error() string {
	return "the tracker asks to wait until " + e.Until.UTC().Format("15:04 UTC")
}

// Refused says that the tracker will not do it however often it is asked, and why, for a person.
type Refused struct{ Why string }

func (e *Refused) Error() string { return e.Why }

// maxPages bounds how much of a tracker is read at a time, in pages of a hundred: a project in which ten thousand issues
// changed since we last asked.
const maxPages = 100

var errTooMuch = &Refused{"More than ten thousand issues changed there since it was last asked. End the target and set it again."}

// Dial returns the tracker of a target; it asks nothing yet. base is the address people know: "" is the kind's own
// (github.com, gitlab.com).
func Dial(kind Kind, base, repo, token string) (Tracker, error) {
	if base != "" {
		u, err := url.Parse(base)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
			return nil, fmt.Errorf("the address looks like https://git.example.org")
		}
		base = strings.TrimRight(u.String(), "/")
	}
	parts := strings.Split(repo, "/")
	for _, p := range parts {
		if p == "" || p == "." || p == ".." || strings.ContainsFunc(p, func(r rune) bool {
			return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_.", r)
		}) {
			return nil, fmt.Errorf("the project looks like owner/name")
		}
	}
	if len(parts) < 2 || len(parts) > 2 && kind != GitLab {
		return nil, fmt.Errorf("the project looks like owner/name")
	}
	if token == "" || strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return nil, fmt.Errorf("a token is one word without spaces")
	}
	switch kind {
	case GitHub:
		return dialGitHub(base, parts[0], parts[1], token)
	case GitLab:
		return dialGitLab(base, repo, token)
	case Gitea:
		if base == "" {
			return nil, fmt.Errorf("the address of the Gitea or Forgejo server is missing")
		}
		return dialGitea(base, parts[0], parts[1], token)
	}
	return nil, fmt.Errorf("there is no such kind of tracker: it is github, gitlab or gitea")
}

// Try asks a tracker for something small, and says for a person why it does not answer.
func Try(ctx context.Context, t Tracker) error {
	ctx, cancel := context.WithTimeout(ctx, 15*time.Second)
	defer cancel()
	err := t.Since(ctx, time.Now(), func(Remote) bool { return true })
	switch refused, wait, dns := (*Refused)(nil), (*Wait)(nil), (*net.DNSError)(nil); {
	case err == nil, errors.As(err, &wait):
		return nil
	case errors.As(err, &refused):
		return refused
	case errors.As(err, &dns):
		return &Refused{"There is no server named “" + dns.Name + "”. Check the address."}
	case errors.Is(err, syscall.ECONNREFUSED):
		return &Refused{"Nothing answers at this address. Check it, and whether the tracker is running."}
	case errors.Is(err, context.DeadlineExceeded):
		return &Refused{"The tracker did not answer within fifteen seconds. Check the address."}
	}
	return &Refused{"The tracker could not be asked. Check the address: it begins with https:// where a person opens it."}
}

// client is how trackers are asked: with a deadline, and never led to another host (D-7).
func client() *http.Client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.ResponseHeaderTimeout = 20 * time.Second
	transport.DialContext = (&net.Dialer{Timeout: 10 * time.Second, Control: reachable}).DialContext
	return &http.Client{
		Transport: limited{transport},
		Timeout:   30 * time.Second,
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			if len(via) > 3 || r.URL.Host != via[0].URL.Host || r.URL.Scheme != via[0].URL.Scheme {
				return &Refused{"The address leads somewhere else. Enter the one it leads to."}
			}
			return nil
		},
	}
}

// reachable refuses addresses at which no tracker stands and a cloud's own secrets may (S-23). Those of a private network are
// fine: many a tracker lives there, and only the server's owner sets one.
func reachable(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil || at.Addr().Unmap().IsLinkLocalUnicast() || at.Addr().IsMulticast() || at.Addr().IsUnspecified() {
		return &Refused{"There is no tracker at this address."}
	}
	return nil
}

// maxAnswer bounds what is read of an answer, in bytes.
const maxAnswer = 16 << 20

type limited struct{ next http.RoundTripper }

func (l limited) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := l.next.RoundTrip(r)
	if err == nil {
		resp.Body = http.MaxBytesReader(nil, resp.Body, maxAnswer)
	}
	return resp, err
}

// understand makes a Wait or a Refused of a tracker's answer, where it is one.
func understand(resp *http.Response, err error) error {
	if err == nil {
		return nil
	}
	if refused, ok := errors.AsType[*Refused](err); ok {
		return refused
	}
	if resp == nil {
		return err
	}
	h := resp.Header
	spent := h.Get("X-RateLimit-Remaining") == "0" || h.Get("RateLimit-Remaining") == "0"
	switch code := resp.StatusCode; {
	case code == http.StatusTooManyRequests, code == http.StatusServiceUnavailable && h.Get("Retry-After") != "",
		code == http.StatusForbidden && (spent || h.Get("Retry-After") != ""):
		return &Wait{until(h)}
	case code == http.StatusUnauthorized:
		return &Refused{"The tracker does not accept the token. Make a new one there and set the target again."}
	case code == http.StatusForbidden:
		return &Refused{"The token may not do this. It needs to be allowed to write issues in this project."}
	case code == http.StatusNotFound:
		return &Refused{"The tracker knows no such project or issue, or the token may not see it."}
	case code == http.StatusGone:
		return &Refused{"The issue was deleted there, or the project has no issues."}
	case code == http.StatusBadRequest, code == http.StatusUnprocessableEntity, code == http.StatusPreconditionFailed, code == http.StatusRequestEntityTooLarge:
		return &Refused{"The tracker did not take the issue as it is (" + strconv.Itoa(code) + ")."}
	}
	return err
}

// until is when a tracker that has had enough may be asked again.
func until(h http.Header) time.Time {
	now := time.Now()
	if s, err := strconv.Atoi(h.Get("Retry-After")); err == nil && s >= 0 {
		return now.Add(min(time.Duration(s)*time.Second, maxWait))
	}
	if t, err := http.ParseTime(h.Get("Retry-After")); err == nil {
		return clamp(t, now)
	}
	for _, name := range []string{"X-RateLimit-Reset", "RateLimit-Reset"} {
		if s, err := strconv.ParseInt(h.Get(name), 10, 64); err == nil && s > 0 {
			return clamp(time.Unix(s, 0), now)
		}
	}
	return now.Add(time.Minute)
}

const maxWait = time.Hour

func clamp(t, now time.Time) time.Time {
	if t.Before(now) {
		return now.Add(time.Second)
	}
	if t.After(now.Add(maxWait)) {
		return now.Add(maxWait)
	}
	return t
}

// webAddress is an address as people may be led to, or "".
func webAddress(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || len(s) > 400 {
		return ""
	}
	return u.String()
}
