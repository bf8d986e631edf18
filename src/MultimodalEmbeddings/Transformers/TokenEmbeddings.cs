using MultimodalEmbeddings.Checkpoints;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Transformers;

/// <summary>The sum of word, position and token type embeddings, normalised.</summary>
/// <remarks>Hugging Face's <c>BertEmbeddings</c> and <c>RobertaEmbeddings</c>; every token is of type 0.</remarks>
internal sealed class TokenEmbeddings : Module<Tensor, Tensor>
{
    private readonly Embedding _words;
    private readonly Embedding _positions;
    private readonly Embedding _types;
    private readonly LayerNorm _norm;
    private readonly double _dropout;
    private readonly int? _firstPositionAfter;

    public TokenEmbeddings(EncoderConfiguration configuration)
        : base(nameof(TokenEmbeddings))
    {
        var hidden = configuration.HiddenSize;
        _words = Embedding(configuration.VocabularySize, hidden);
        _positions = Embedding(configuration.MaximumPositions, hidden);
        _types = Embedding(configuration.TokenTypes, hidden);
        _norm = LayerNorm(hidden, configuration.LayerNormEpsilon);
        _dropout = configuration.HiddenDropout;
        _firstPositionAfter = configuration.ModelType == "roberta" ? configuration.PaddingId : null;

        register_module("word_embeddings", _words);
        register_module("position_embeddings", _positions);
        register_module("token_type_embeddings", _types);
        register_module("LayerNorm", _norm);
    }

    /// <param name="ids">Token ids, [batch, tokens].</param>
    /// <returns>Hidden state 0, [batch, tokens, hidden].</returns>
    public override Tensor forward(Tensor ids)
    {
        using var scope = NewDisposeScope();

        var positions = _firstPositionAfter is { } paddingId ? PositionsAfterPadding(ids, paddingId) : arange(ids.shape[1]);
        var sum = _words.forward(ids) + _types.forward(zeros_like(ids)) + _positions.forward(positions);
        return functional.dropout(_norm.forward(sum), _dropout, training).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// RoBERTa counts from padding id + 1, and tokens that are not padding only; fairseq's <c>make_positions</c>.
    /// </summary>
    private static Tensor PositionsAfterPadding(Tensor ids, int paddingId)
    {
        var counted = ids.ne(paddingId).to(ScalarType.Int64);
        return (counted.cumsum(1) * counted) + paddingId;
    }
}
