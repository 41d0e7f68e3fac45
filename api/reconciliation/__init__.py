"""The Reconciliation Service API 0.2, at /api/v1/reconcile: for OpenRefine, and whoever speaks as it does.

`service` (what is offered, and the candidates of some names), `suggesting` (what is offered while a person types),
`extending` (the properties to fetch, and their values), `preview` (a thing as a page in a frame): the routes, put together
in `endpoint`. `reading` and `fields` (what is asked, as JSON that others wrote), `shaping` (what is answered), `tongues`
(the language of the address), `access` (which pages of other sites may read) and `examples` (for the OpenAPI document).
"""
