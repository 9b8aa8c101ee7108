"""Everything that was written for the demo, in the order in which it is read."""

from hamsoo.desk.demo import (
    posts_life,
    posts_work,
    requests_text,
    topics_assets,
    topics_claims,
    topics_finance,
    topics_infrastructure,
    topics_integration,
    topics_open,
    topics_payments,
    topics_policies,
    topics_product,
    topics_security,
    topics_service,
)

TOPICS = (
    topics_payments.TEXT,
    topics_assets.TEXT,
    topics_policies.TEXT,
    topics_claims.TEXT,
    topics_integration.TEXT,
    topics_infrastructure.TEXT,
    topics_security.TEXT,
    topics_finance.TEXT,
    topics_service.TEXT,
    topics_product.TEXT,
    topics_open.TEXT,
)
POSTS = (posts_work.TEXT, posts_life.TEXT)
REQUESTS = (requests_text.TEXT,)
