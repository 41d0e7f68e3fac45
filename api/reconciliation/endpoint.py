"""The routes of the reconciliation service, put together."""

from fastapi import APIRouter

from usagraph.api.reconciliation import extending, preview, service, suggesting

__all__ = ["router"]

router = APIRouter()
for _part in (service, suggesting, extending, preview):
    router.include_router(_part.router)
