namespace MultimodalEmbeddings.Tokenization;

/// <summary>sentencepiece.bpe.model, with what tokenizer_config.json says: the form of the first XLM-RoBERTa models.</summary>
/// <remarks>
/// The model numbers its pieces &lt;unk&gt;, &lt;s&gt;, &lt;/s&gt;, and on; fairseq, with which XLM-RoBERTa was trained, numbers
/// them &lt;s&gt;, &lt;pad&gt;, &lt;/s&gt;, &lt;unk&gt;, then the rest, one later than the model does, and &lt;mask&gt; last.
/// </remarks>
internal static class SentencePieceFiles
{
    private const string ClassName = "XLMRobertaTokenizer";
    private const int UnknownId = 3;

    private static readonly SentencePieceKind[] FirstKinds =
        [SentencePieceKind.Unknown, SentencePieceKind.Control, SentencePieceKind.Control];

    public static TokenizerDefinition Read(TokenizerFileSet files)
    {
        var config = new SpecialTokenConfig(files);
        if (config.ClassName is not (null or ClassName))
        {
            throw new UnsupportedTokenizerException(
                files.PathOf(TokenizerFileSet.Config),
                $"'{config.ClassName}' with {TokenizerFileSet.SentencePiece} is not implemented; {ClassName} is.");
        }

        var path = files.PathOf(TokenizerFileSet.SentencePiece);
        var file = SentencePieceFile.Parse(path, files.Bytes(TokenizerFileSet.SentencePiece));
        var model = UnigramPieces.Model(path, FairseqOrder(path, file.Pieces), UnknownId);
        var special = new SpecialTokenReader(config, SpecialTokenFamily.Roberta);
        special.Check(path, model.Vocabulary);
        return special.Complete(new TokenizerDefinition
        {
            Vocabulary = model.Vocabulary,
            Model = model,
            Normalizer = Normalizer(path, file.CharacterMap),
            Splitter = new SplitterSequence(
                ClassSplitter.WhiteSpace, new MetaspaceSplitter { AddPrefix = file.AddsPrefixSpace }),
        });
    }

    private static CharacterMapNormalizer? Normalizer(string path, byte[] map) =>
        map.Length == 0 ? null : new CharacterMapNormalizer(CharacterMap.Read(path, "precompiled_charsmap", map));

    private static UnigramPiece[] FairseqOrder(string path, IReadOnlyList<SentencePiece> pieces)
    {
        if (!pieces.Take(FirstKinds.Length).Select(piece => piece.Kind).SequenceEqual(FirstKinds))
        {
            throw new TokenizerException(
                path, $"The model of {pieces.Count} pieces does not begin with an unknown piece and two control pieces, as " +
                $"those of {ClassName} do. Convert it to {TokenizerFileSet.TokenizerJson}.");
        }

        var doubled = pieces.CountBy(piece => piece.Text).FirstOrDefault(text => text.Value > 1).Key;
        if (doubled is not null)
        {
            throw new TokenizerException(path, $"The model names the piece '{doubled}' twice. Fetch the file anew.");
        }

        var rest = pieces.Skip(FirstKinds.Length).Select(piece => new UnigramPiece(piece.Text, piece.Score));
        return [.. Special("<s>", "<pad>", "</s>", "<unk>"), .. rest, .. Special("<mask>")];
    }

    private static IEnumerable<UnigramPiece> Special(params string[] texts) => texts.Select(text => new UnigramPiece(text, 0));
}
