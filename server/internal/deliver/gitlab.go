package deliver

import (
	"context"
	"net/http"
	"strconv"
	"time"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"
)

type gitLab struct {
	client  *gitlab.Client
	project string
}

func dialGitLab(base, project, token string) (Tracker, error) {
	// Retrying is the worker's business: only it knows whether something may have arrived.
	opts := []gitlab.ClientOptionFunc{gitlab.WithHTTPClient(client()), gitlab.WithoutRetries(), gitlab.WithCustomLimiter(unlimited{})}
	if base != "" {
		opts = append(opts, gitlab.WithBaseURL(base))
	}
	c, err := gitlab.NewClient(token, opts...)
	if err != nil {
		return nil, err
	}
	return &gitLab{c, project}, nil
}

// unlimited keeps the library from asking the tracker about its limits first; the worker heeds its answers.
type unlimited struct{}

func (unlimited) Wait(context.Context) error { return nil }

func (g *gitLab) Create(ctx context.Context, i Issue) (Remote, error) {
	o := &gitlab.CreateIssueOptions{Title: &i.Title, Description: &i.Body, Labels: (*gitlab.LabelOptions)(&i.Labels), DueDate: dayOf(i.Due)}
	made, resp, err := g.client.Issues.CreateIssue(g.project, o, gitlab.WithContext(ctx))
	return g.answer(made, resp, err)
}

func (g *gitLab) Update(ctx context.Context, ref string, i Issue) (Remote, error) {
	n, err := strconv.ParseInt(ref, 10, 64)
	if err != nil {
		return Remote{}, &Refused{"The issue has no number."}
	}
	o := &gitlab.UpdateIssueOptions{Title: &i.Title, Description: &i.Body, AddLabels: (*gitlab.LabelOptions)(&i.Labels), DueDate: dayOf(i.Due)}
	made, resp, err := g.client.Issues.UpdateIssue(g.project, n, o, gitlab.WithContext(ctx))
	return g.answer(made, resp, err)
}

func (g *gitLab) Get(ctx context.Context, ref string) (Remote, error) {
	n, err := strconv.ParseInt(ref, 10, 64)
	if err != nil {
		return Remote{}, &Refused{"The issue has no number."}
	}
	made, resp, err := g.client.Issues.GetIssue(g.project, n, gitlab.WithContext(ctx))
	return g.answer(made, resp, err)
}

func (g *gitLab) Since(ctx context.Context, t time.Time, see func(Remote) bool) error {
	by, dir, scope := "updated_at", "asc", "all"
	o := &gitlab.ListProjectIssuesOptions{UpdatedAfter: &t, OrderBy: &by, Sort: &dir, Scope: &scope, ListOptions: gitlab.ListOptions{PerPage: 100, Page: 1}}
	for range maxPages {
		page, resp, err := g.client.Issues.ListProjectIssues(g.project, o, gitlab.WithContext(ctx))
		if err != nil {
			return g.failed(resp, err)
		}
		for _, i := range page {
			if see(remoteOfGitLab(i)) {
				return nil
			}
		}
		if resp.NextPage == 0 {
			return nil
		}
		o.ListOptions.Page = resp.NextPage
	}
	return errTooMuch
}

func (g *gitLab) answer(i *gitlab.Issue, resp *gitlab.Response, err error) (Remote, error) {
	if err != nil {
		return Remote{}, g.failed(resp, err)
	}
	return remoteOfGitLab(i), nil
}

func (g *gitLab) failed(resp *gitlab.Response, err error) error {
	var plain *http.Response
	if resp != nil {
		plain = resp.Response
	}
	return understand(plain, err)
}

func remoteOfGitLab(i *gitlab.Issue) Remote {
	r := Remote{Ref: strconv.FormatInt(i.IID, 10), URL: webAddress(i.WebURL), Title: i.Title, Body: i.Description, State: Open}
	if i.State == "closed" {
		r.State = Closed
	}
	if i.UpdatedAt != nil {
		r.Updated = *i.UpdatedAt
	}
	return r
}

func dayOf(due string) *gitlab.ISOTime {
	t, err := time.Parse(time.DateOnly, due)
	if err != nil {
		return nil
	}
	d := gitlab.ISOTime(t)
	return &d
}
