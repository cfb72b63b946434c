"use client";

import "./globals.css";
import en from "./_messages/en/error.json";
import zh from "./_messages/zh/error.json";

/** Replaces the whole page, so it knows no language: both are said. */
export default function GlobalError() {
  return (
    <html lang="zh-CN">
      <body>
        <main className="band">
          <h1>{zh.title}</h1>
          <p>{zh.text}</p>
          <div lang="en">
            <h2>{en.title}</h2>
            <p>{en.text}</p>
          </div>
          <p className="actions">
            <a href="/">{zh.home}</a>
            <a href="/en" lang="en">
              {en.home}
            </a>
          </p>
        </main>
      </body>
    </html>
  );
}
