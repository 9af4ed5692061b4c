package httpapi

import (
	"context"
	"crypto/sha256"
	"errors"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"feltboard/realtime"
	"feltboard/server/internal/accounts"

	"github.com/danielgtaylor/huma/v2"
)

// doors bound how many passwords may be wrong: of one address, and for one e-mail address, whether or not somebody has it. They
// are kept in memory, and so by node.
// Where somebody has signed in before, their tries are counted apart, so that wrong ones from elsewhere do not lock them out: in a
// browser that says so by its cookie, at whichever node, and, as long as this one runs, at the address.
type doors struct {
	address *tally[netip.Addr]
	account *tally[[32]byte]

	mu   *sync.Mutex
	home map[[32]byte]bool // where which account was signed in to
}

// Passwords that may be wrong at once.
const (
	triesOfAddress = 20
	triesOfAccount = 10
)

func newDoors() doors {
	return doors{newTally[netip.Addr](6*time.Second, triesOfAddress), newTally[[32]byte](time.Minute, triesOfAccount), &sync.Mutex{}, map[[32]byte]bool{}}
}

// key is what the tries of an account from an address are counted under, and what they are if that is its home. In a browser
// that is (by), they are its own.
func (d doors) key(addr netip.Addr, account, by string) (key, home [32]byte) {
	key, home = sha256.Sum256([]byte(account)), sha256.Sum256([]byte(addr.String()+" "+account))
	if by != "" {
		return sha256.Sum256([]byte(by + "\n" + account)), home
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.home[home] {
		key = home
	}
	return key, home
}

func (d doors) settle(home [32]byte) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.home) >= maxKeys {
		clear(d.home) // they are known again once they have signed in
	}
	d.home[home] = true
}

// pass calls check, unless too many have been wrong, and counts its ErrBadPassword.
func (d doors) pass(addr netip.Addr, account, by string, check func() error) error {
	addr = subscriber(addr)
	key, home := d.key(addr, account, by)
	if wait, ok := d.address.try(addr); !ok {
		return tooMany(wait)
	}
	if wait, ok := d.account.try(key); !ok {
		d.address.back(addr)
		return tooMany(wait)
	}
	err := check()
	if !errors.Is(err, accounts.ErrBadPassword) {
		d.address.back(addr)
		d.account.back(key)
	}
	if err == nil {
		d.settle(home)
	}
	return err
}

var (
	errWrong = fail(SignIn, "", "This e-mail address and this password do not belong together. Check both, then try again.")
	errOwner = fail(Forbidden, "", "Only an owner of this workspace can do this.")
)

type signInIn struct {
	Body struct {
		Email    string `json:"email" maxLength:"254"`
		Password string `json:"password" maxLength:"256"`
	}
}

type signOutIn struct {
	Body struct {
		Everywhere bool `json:"everywhere,omitempty" doc:"In all browsers, not in this one alone."`
	}
}

type signedOut struct {
	SetCookie []http.Cookie `header:"Set-Cookie"`
}

// signing is how people come in who have an account here.
func (a *api) signing(h huma.API) {
	huma.Register(h, operation(http.MethodPost, "/api/sign-in", "sign-in", "Sign in with an e-mail address and a password. The answer is the same whichever is wrong."), a.signIn)
	out := operation(http.MethodPost, "/api/sign-out", "sign-out", "Sign out, here or everywhere. What is open closes within two seconds.")
	out.DefaultStatus = http.StatusNoContent
	huma.Register(h, out, a.signOut)
}

func (a *api) signIn(ctx context.Context, in *signInIn) (*sessionOut, error) {
	at := visitOf(ctx)
	email, ok := accounts.FoldEmail(in.Body.Email)
	account := email
	if !ok {
		account = in.Body.Email // nobody's, and it costs the same
	}
	var fresh accounts.Session
	var token string
	known, err := a.knows(ctx, account)
	if err != nil {
		return nil, a.refusal("sign in", err)
	}
	err = a.doors.pass(at.addr, account, known, func() (err error) {
		fresh, token, err = a.Accounts.SignIn(ctx, email, in.Body.Password, at.session, at.agent)
		return err
	})
	if errors.Is(err, accounts.ErrBadPassword) {
		a.tally(ctx, accounts.Event{Act: "sign_in_failed", Outcome: "password"})
		return nil, errWrong
	}
	if err != nil {
		return nil, a.refusal("sign in", err)
	}
	a.moved(at.session, fresh)
	return a.home(ctx, email)(a.entered(ctx, fresh, token))
}

// entered is the answer to who has just signed in.
func (a *api) entered(ctx context.Context, fresh accounts.Session, token string) (*sessionOut, error) {
	out, err := a.introduce(ctx, fresh)
	if err != nil {
		return nil, err
	}
	out.SetCookie = []http.Cookie{a.cookie.set(token)}
	return out, nil
}

// moved closes what somebody else had open in a browser that another person has signed in to.
func (a *api) moved(old, fresh accounts.Session) {
	if old.Browser != "" && old.Browser != fresh.Browser {
		a.leave(old.Browser)
	}
}

// leave closes the connections of browsers whose session has ended, or their seat on the board that stands behind a blank; other
// nodes find out by themselves.
func (a *api) leave(browsers ...string) {
	for _, ended := range browsers {
		a.Kick(Ended(ended))
	}
}

// Ended is whose connections are to be closed by what the store says of a browser that ended.
func Ended(ended string) Visitor {
	browser, board, _ := strings.Cut(ended, " ")
	return Visitor{Board: board, Browser: browser, Code: realtime.CloseSignIn}
}

func (a *api) signOut(ctx context.Context, in *signOutIn) (*signedOut, error) {
	at := visitOf(ctx)
	if at.session.Person == "" { // a guest's seats hang on the session
		return &signedOut{}, nil
	}
	gone, err := []string{at.session.Browser}, error(nil)
	if in.Body.Everywhere {
		gone, err = a.Accounts.SignOutAll(ctx, at.session.Person)
	} else {
		err = a.Accounts.SignOut(ctx, at.session.Person, at.session.Browser)
	}
	if err != nil && !errors.Is(err, accounts.ErrNoSession) {
		return nil, a.refusal("sign out", err)
	}
	a.leave(gone...)
	return &signedOut{[]http.Cookie{a.cookie.end()}}, nil
}

// signedIn is who asks, if they have signed in.
func (a *api) signedIn(ctx context.Context) (accounts.Person, error) {
	at := visitOf(ctx)
	if at.session.Person == "" {
		return accounts.Person{}, errSignIn
	}
	p, err := a.Accounts.Person(ctx, at.session.Person)
	if errors.Is(err, accounts.ErrNoPerson) {
		return p, errSignIn
	}
	if err != nil {
		return p, a.refusal("read a person", err)
	}
	return p, nil
}

// owner is who asks, if they are an owner.
func (a *api) owner(ctx context.Context) (accounts.Person, error) {
	p, err := a.signedIn(ctx)
	if err == nil && p.Standing != accounts.Owner {
		err = errOwner
	}
	return p, err
}

// host is who hosts what somebody makes of a board: themselves if they have signed in, and else who hosts that board.
func (a *api) host(ctx context.Context, board string) (p accounts.Person, self bool, err error) {
	if visitOf(ctx).session.Person != "" {
		p, err = a.signedIn(ctx)
		return p, true, err
	}
	p, _, err = a.Accounts.HostOf(ctx, board)
	if err != nil && !errors.Is(err, accounts.ErrNoPerson) {
		return p, false, a.refusal("read a host", err)
	}
	return p, false, nil
}
