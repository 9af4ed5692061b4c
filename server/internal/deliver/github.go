package deliver

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/google/go-github/v89/github"
)

type gitHub struct {
	client      *github.Client
	owner, repo string
}

func dialGitHub(base, owner, repo, token string) (Tracker, error) {
	opts := []github.ClientOptionsFunc{github.WithHTTPClient(client()), github.WithAuthToken(token)}
	if base != "" && base != "https://github.com" {
		opts = append(opts, github.WithEnterpriseURLs(base, base))
	}
	c, err := github.NewClient(opts...)
	if err != nil {
		return nil, err
	}
	return &gitHub{c, owner, repo}, nil
}

func (g *gitHub) Create(ctx context.Context, i Issue) (Remote, error) {
	made, resp, err := g.client.Issues.Create(ctx, g.owner, g.repo, &github.IssueRequest{Title: &i.Title, Body: &i.Body, Labels: &i.Labels})
	return g.answer(made, resp, err)
}

func (g *gitHub) Update(ctx context.Context, ref string, i Issue) (Remote, error) {
	n, err := strconv.Atoi(ref)
	if err != nil {
		return Remote{}, &Refused{"The issue has no number."}
	}
	if len(i.Labels) > 0 {
		if resp, err := g.label(ctx, n, i.Labels); err != nil {
			return Remote{}, g.failed(resp, err)
		}
	}
	made, resp, err := g.client.Issues.Edit(ctx, g.owner, g.repo, n, &github.IssueRequest{Title: &i.Title, Body: &i.Body})
	return g.answer(made, resp, err)
}

// label adds labels. The library's own call sends a bare list, which GitHub's description does not know.
func (g *gitHub) label(ctx context.Context, n int, labels []string) (*github.Response, error) {
	req, err := g.client.NewRequest(ctx, http.MethodPost, fmt.Sprintf("repos/%s/%s/issues/%d/labels", g.owner, g.repo, n), map[string]any{"labels": labels})
	if err != nil {
		return nil, err
	}
	return g.client.Do(req, nil)
}

func (g *gitHub) Get(ctx context.Context, ref string) (Remote, error) {
	n, err := strconv.Atoi(ref)
	if err != nil {
		return Remote{}, &Refused{"The issue has no number."}
	}
	made, resp, err := g.client.Issues.Get(ctx, g.owner, g.repo, n)
	return g.answer(made, resp, err)
}

func (g *gitHub) Since(ctx context.Context, t time.Time, see func(Remote) bool) error {
	o := &github.IssueListByRepoOptions{State: "all", Sort: "updated", Direction: "asc", Since: t, ListOptions: github.ListOptions{PerPage: 100}}
	for range maxPages {
		page, resp, err := g.client.Issues.ListByRepo(ctx, g.owner, g.repo, o)
		if err != nil {
			return g.failed(resp, err)
		}
		for _, i := range page {
			if !i.IsPullRequest() && see(remoteOfGitHub(i)) {
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

func (g *gitHub) answer(i *github.Issue, resp *github.Response, err error) (Remote, error) {
	if err != nil {
		return Remote{}, g.failed(resp, err)
	}
	return remoteOfGitHub(i), nil
}

func (g *gitHub) failed(resp *github.Response, err error) error {
	var plain *http.Response
	if resp != nil {
		plain = resp.Response
	}
	return understand(plain, err)
}

func remoteOfGitHub(i *github.Issue) Remote {
	r := Remote{Ref: strconv.Itoa(i.GetNumber()), URL: webAddress(i.GetHTMLURL()), Title: i.GetTitle(), Body: i.GetBody(), State: Open, Updated: i.GetUpdatedAt().Time}
	if i.GetState() == "closed" {
		r.State = Closed
		if reason := i.GetStateReason(); reason == "not_planned" || reason == "duplicate" {
			r.State = NotPlanned
		}
	}
	return r
}
