"""Every name that clippers, exporters and writers are known to use, and the field that it means."""

from __future__ import annotations

import pytest

from vaultkit.note.fields import certain, meanings

NAMES = {
    "title": (
        "title, full_title, article_title, headline, document title, 标题, 题目, 文章标题, 名称, "
        "书名, 片名, 標題, 題目, 名稱, 書名, タイトル, 題名, 件名, 名前"
    ),
    "aliases": "aliases, alias, 别名, 又名, 曾用名, 別名, エイリアス",
    "author": (
        "author, authors, byline, by, creator, writer, 作者, 作者名, 撰稿, 公众号作者, 撰文, "
        "著者, 執筆者, 筆者"
    ),
    "publisher": (
        "publisher, site, site_name, sitename, website, domain, channel, 出版社, 来源网站, 网站, "
        "公众号, 媒体, 站点, 来源平台, 新聞來源, 網站, 媒體, サイト名, 発行元"
    ),
    "source": (
        "source, url, source_url, source-url, source url, original_url, link, permalink_original, "
        "web_url, reference, 原文链接, 原文, 链接, 网址, 原文地址, 来源链接, 文章链接, 文章地址, "
        "来源, 原文連結, 連結, 網址, 來源網址, 來源連結, 來源, URL, リンク, 元記事, 引用元, "
        "出典URL, ソース, 出典"
    ),
    "published": (
        "published, date_published, publish_date, publishdate, pubdate, pub_date, pubdatetime, "
        "published_at, publication_date, date published, 发布日期, 发布时间, 发表时间, 发表日期, "
        "出版时间, 出版日期, 原始发布时间, 發布日期, 發佈日期, 發布時間, 發表日期, 公開日, "
        "公開日時, 発行日, 投稿日, 掲載日, 出版日"
    ),
    "created": (
        "created, created_at, created-at, createdat, date_created, date-created, date created, "
        "create_date, create_time, createddate, created at, ctime, 创建时间, 创建日期, 建立时间, "
        "记录时间, 建立時間, 建立日期, 創建時間, 創建日期, 作成日, 作成日時, 作成日付"
    ),
    "saved": (
        "saved, date_saved, saved_at, clipped, clipped_at, clip_date, collected, added, "
        "archived_at, retrieved, url_retrieved, readtime, 收藏时间, 剪藏时间, 采集时间, 抓取时间, "
        "摘录时间, 保存时间, 导入日期, 归档日期, 收藏時間, 剪藏時間, 擷取時間, 儲存時間, 保存日, "
        "保存日時, 取得日, クリップ日"
    ),
    "updated": (
        "updated, updated_at, updated-at, update, update_time, modified, modified_at, "
        "modified_date, date_modified, date modified, date updated, last_modified, last modified, "
        "lastmod, last updated at, lastupdated, mtime, 修改时间, 更新时间, 修改日期, 更新日期, "
        "最后修改, 最后更新, 最后修改时间, 修改時間, 更新時間, 最後修改, 最後更新, 更新日, "
        "更新日時, 最終更新日, 修正日"
    ),
    "read": (
        "date_read, finished, finisheddate, lastreaddate, viewtime, watched, reviewed, 阅读时间, "
        "读完日期, 最近阅读, 閱讀時間, 讀完日期, 読了日, 閲覧日"
    ),
    "description": (
        "description, desc, summary, excerpt, abstract, digest, subtitle, 摘要, 简介, 描述, 概要, "
        "导语, 概述, 内容简介, 簡介, 説明, 要約, 要旨"
    ),
    "tags": (
        "tags, tag, keywords, keyword, labels, label, topics, 标签, 关键词, 关键字, 文章标签, "
        "標籤, 關鍵字, 關鍵詞, タグ, キーワード"
    ),
    "categories": (
        "categories, category, collection, notebook, folder, 分类, 类别, 栏目, 专栏, 文章分类, "
        "目录, 笔记本, 分類, 類別, 欄目, カテゴリ, カテゴリー"
    ),
    "type": "type, doc_type, kind, format, layout, 类型, 文档类型, 類型, 種類, 種別, タイプ",
    "status": (
        "status, state, reading_status, readingstatus, watch-status, progress, 状态, 阅读状态, "
        "进度, 目前阶段, 狀態, 進度, 状態, ステータス, 進捗"
    ),
    "draft": "draft, 草稿, 下書き",
    "publish": "publish, public, dg-publish, 公开, 公開",
    "cover": (
        "cover, image, img, banner, thumbnail, thumbnailurl, featured_image, og_image, 封面, "
        "封面图, 头图, 题图, 配图, 封面圖, カバー, 表紙, サムネイル, 画像"
    ),
    "lang": "lang, language, locale, 语言, 語言, 言語",
    "word_count": "word_count, words_count, words, wordcount, length, 字数, 字數, 文字数",
    "rating": "rating, rate, score, grade, stars, 评分, 打分, 星级, 評分, 評価, スコア",
    "id": (
        "id, uid, uuid, urlname, slug, citekey, bookid, bookmark_id, raindrop_id, 编号, 序号, "
        "編號, ID, 番号"
    ),
    "cssclasses": "cssclasses, cssclass",
}


@pytest.mark.parametrize("field", NAMES)
def test_every_known_name_may_mean_its_field(field: str) -> None:
    names = NAMES[field].split(", ")
    assert [name for name in names if field not in meanings(name)] == []
    # None means another field for certain.
    assert [name for name in names if certain(name) not in (field, None)] == []
