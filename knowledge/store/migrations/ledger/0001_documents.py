"""Documents, passages, records and what a person has set of identities."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from knowledge.store.tables import String, Text

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make it so."""
    op.create_table(
        "corrections",
        sa.Column("name", String, nullable=False),
        sa.Column("field", String, nullable=False),
        sa.Column("value", Text, nullable=False),
        sa.PrimaryKeyConstraint("name", "field"),
        if_not_exists=True,
    )
    op.create_table(
        "documents",
        sa.Column("version", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("document_id", String, nullable=False),
        sa.Column("name", String, nullable=False),
        sa.Column("state", String, nullable=False),
        sa.Column("sha256", String, nullable=False),
        sa.Column("format", String, nullable=False),
        sa.Column("reader_version", String, nullable=False),
        sa.Column("original", String, nullable=True),
        sa.Column("source", String, nullable=True),
        sa.Column("added_at", String, nullable=False),
        sa.Column("title", Text, nullable=False),
        sa.Column("identity", Text, nullable=False),
        sa.Column("commune", String, nullable=True),
        sa.Column("district", String, nullable=True),
        sa.Column("province", String, nullable=True),
        sa.Column("level", String, nullable=True),
        sa.Column("kind", String, nullable=True),
        sa.Column("period", String, nullable=True),
        sa.Column("commune_key", String, nullable=True),
        sa.Column("district_key", String, nullable=True),
        sa.Column("province_key", String, nullable=True),
        sa.Column("kind_key", String, nullable=True),
        sa.Column("notes", Text, nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=True),
        sa.Column("passage_count", sa.Integer(), nullable=False),
        sa.Column("award_count", sa.Integer(), nullable=False),
        sa.Column("indicator_count", sa.Integer(), nullable=False),
        sa.Column("reference_count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("version"),
        sqlite_autoincrement=True,
        if_not_exists=True,
    )
    op.create_index("ix_documents_commune_key", "documents", ["commune_key"], if_not_exists=True)
    op.create_index("ix_documents_district_key", "documents", ["district_key"], if_not_exists=True)
    op.create_index("ix_documents_document_id", "documents", ["document_id"], if_not_exists=True)
    op.create_index("ix_documents_name", "documents", ["name"], if_not_exists=True)
    op.create_index("ix_documents_period", "documents", ["period"], if_not_exists=True)
    op.create_index("ix_documents_province_key", "documents", ["province_key"], if_not_exists=True)
    op.create_index("ix_documents_sha256", "documents", ["sha256"], if_not_exists=True)
    op.create_index(
        "one_ready_version",
        "documents",
        ["document_id"],
        unique=True,
        if_not_exists=True,
        sqlite_where=sa.text("state = 'ready'"),
        postgresql_where=sa.text("state = 'ready'"),
    )
    op.create_table(
        "embeddings",
        sa.Column("text_hash", sa.LargeBinary(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("text_hash"),
        if_not_exists=True,
    )
    op.create_table(
        "meta",
        sa.Column("key", String, nullable=False),
        sa.Column("value", Text, nullable=False),
        sa.PrimaryKeyConstraint("key"),
        if_not_exists=True,
    )
    op.create_table(
        "retired",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("version"),
        if_not_exists=True,
    )
    op.create_table(
        "aliases",
        sa.Column("name", String, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["documents.version"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("name"),
        if_not_exists=True,
    )
    op.create_index("ix_aliases_version", "aliases", ["version"], if_not_exists=True)
    op.create_table(
        "awards",
        sa.Column("award_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("unit", Text, nullable=False),
        sa.Column("unit_key", String, nullable=False),
        sa.Column("recipient", Text, nullable=False),
        sa.Column("recipient_kind", String, nullable=False),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("award", Text, nullable=False),
        sa.Column("award_key", String, nullable=False),
        sa.Column("authority", Text, nullable=False),
        sa.Column("authority_level", String, nullable=False),
        sa.Column("status", String, nullable=False),
        sa.Column("period", String, nullable=True),
        sa.Column("char_start", sa.Integer(), nullable=False),
        sa.Column("char_end", sa.Integer(), nullable=False),
        sa.Column("reason", Text, nullable=False),
        sa.Column("decision_number", String, nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("same_as", sa.Integer(), nullable=True),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["documents.version"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("award_id"),
        if_not_exists=True,
    )
    op.create_index("ix_awards_award_key", "awards", ["award_key"], if_not_exists=True)
    op.create_index("ix_awards_unit_key", "awards", ["unit_key"], if_not_exists=True)
    op.create_index("ix_awards_version", "awards", ["version"], if_not_exists=True)
    op.create_table(
        "indicators",
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("unit", Text, nullable=False),
        sa.Column("unit_key", String, nullable=False),
        sa.Column("indicator", Text, nullable=False),
        sa.Column("indicator_key", String, nullable=False),
        sa.Column("value", String, nullable=False),
        sa.Column("value_text", String, nullable=False),
        sa.Column("unit_of_measure", String, nullable=False),
        sa.Column("period", String, nullable=True),
        sa.Column("kind", String, nullable=False),
        sa.Column("char_start", sa.Integer(), nullable=False),
        sa.Column("char_end", sa.Integer(), nullable=False),
        sa.Column("value_start", sa.Integer(), nullable=False),
        sa.Column("value_end", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("from_table", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["documents.version"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("indicator_id"),
        if_not_exists=True,
    )
    op.create_index("ix_indicators_indicator_key", "indicators", ["indicator_key"], if_not_exists=True)
    op.create_index("ix_indicators_unit_key", "indicators", ["unit_key"], if_not_exists=True)
    op.create_index("ix_indicators_version", "indicators", ["version"], if_not_exists=True)
    op.create_table(
        "passages",
        sa.Column("passage_id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("text", Text, nullable=False),
        sa.Column("header", Text, nullable=False),
        sa.Column("path", Text, nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("char_start", sa.Integer(), nullable=False),
        sa.Column("char_end", sa.Integer(), nullable=False),
        sa.Column("text_hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["documents.version"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("passage_id"),
        sqlite_autoincrement=True,
        if_not_exists=True,
    )
    op.create_index("ix_passages_text_hash", "passages", ["text_hash"], if_not_exists=True)
    op.create_index("ix_passages_version", "passages", ["version"], if_not_exists=True)
    op.create_table(
        "regulation_references",
        sa.Column("reference_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", String, nullable=True),
        sa.Column("kind", String, nullable=False),
        sa.Column("issuer", Text, nullable=True),
        sa.Column("date", String, nullable=True),
        sa.Column("char_start", sa.Integer(), nullable=False),
        sa.Column("char_end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["documents.version"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("reference_id"),
        if_not_exists=True,
    )
    op.create_index(
        "ix_regulation_references_number", "regulation_references", ["number"], if_not_exists=True
    )
    op.create_index(
        "ix_regulation_references_version", "regulation_references", ["version"], if_not_exists=True
    )
    op.create_table(
        "texts",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", Text, nullable=False),
        sa.Column("pages", Text, nullable=False),
        sa.Column("lines", Text, nullable=False),
        sa.ForeignKeyConstraint(["version"], ["documents.version"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("version"),
        if_not_exists=True,
    )
