namespace MultimodalEmbeddings.Tokenization;

/// <summary>Opens the tokenizer of a Hugging Face model folder.</summary>
internal static class TokenizerFiles
{
    private const string WhatWouldDo = "tokenizer.json; or, with tokenizer_config.json, from vocab.txt, from " +
        "sentencepiece.bpe.model, or from vocab.json and merges.txt";

    /// <param name="directory">Has tokenizer.json, which counts if present, or a vocabulary's files.</param>
    /// <exception cref="TokenizerException">Files are missing or damaged.</exception>
    /// <exception cref="UnsupportedTokenizerException">The tokenizer is of a kind that is not implemented.</exception>
    public static ITextTokenizer Load(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        var files = TokenizerFileSet.Read(directory);
        return new TextTokenizer(Read(files), files);
    }

    private static TokenizerDefinition Read(TokenizerFileSet files)
    {
        if (files.Has(TokenizerFileSet.TokenizerJson))
        {
            return TokenizerJsonFile.Read(files);
        }

        if (files.Has(TokenizerFileSet.VocabularyText))
        {
            return WordPieceFiles.Read(files);
        }

        if (files.Has(TokenizerFileSet.SentencePiece))
        {
            return SentencePieceFiles.Read(files);
        }

        return files.Has(TokenizerFileSet.VocabularyJson) && files.Has(TokenizerFileSet.Merges)
            ? BytePairFiles.Read(files)
            : throw Missing(files);
    }

    private static TokenizerException Missing(TokenizerFileSet files)
    {
        var halves = new[] { TokenizerFileSet.VocabularyJson, TokenizerFileSet.Merges };
        var missing = halves.Any(files.Has) ? halves.First(name => !files.Has(name)) : TokenizerFileSet.TokenizerJson;
        var present = files.Names.Count > 0 ? string.Join(", ", files.Names) : "none of a tokenizer's files";
        return new TokenizerException(
            files.Directory, $"The folder has {present}; {missing} is missing. A tokenizer loads from {WhatWouldDo}.");
    }
}
