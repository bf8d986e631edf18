using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Runtime;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Transformers;

/// <summary>
/// The sum of word, position and token type embeddings, as far as the family has them, normalised, and brought to the hidden
/// size.
/// </summary>
/// <remarks>
/// Hugging Face's <c>BertEmbeddings</c> and its siblings, and ELECTRA's <c>embeddings_project</c>; every token is of type 0.
/// </remarks>
internal sealed class TokenEmbeddings : Module<Tensor, Tensor>
{
    private readonly Embedding _words;
    private readonly Embedding? _positions;
    private readonly Embedding? _types;
    private readonly LayerNorm _norm;
    private readonly Linear? _projection;
    private readonly double _dropout;
    private readonly int? _firstPositionAfter;

    public TokenEmbeddings(EncoderConfiguration configuration)
        : base(nameof(TokenEmbeddings))
    {
        var (family, hidden) = (configuration.Family, configuration.HiddenSize);
        var size = configuration.EmbeddingSize ?? hidden;
        _words = Embedding(configuration.VocabularySize, size);
        _positions = family.HasPositionTable ? Embedding(configuration.MaximumPositions, size) : null;
        _types = configuration.TokenTypes > 0 ? Embedding(configuration.TokenTypes, size) : null;
        _norm = Norm.Of(configuration, size);
        _projection = size == hidden ? null : Linear(size, hidden);
        _dropout = DropoutRates.Of(configuration).Embeddings;
        _firstPositionAfter = family.CountsPositionsAfterPadding ? configuration.PaddingId : null;

        Register(
            ("word_embeddings", _words),
            ("position_embeddings", _positions),
            ("token_type_embeddings", _types),
            ("LayerNorm", _norm),
            ("projection", _projection));
    }

    /// <param name="ids">Token ids, [batch, tokens].</param>
    /// <returns>Hidden state 0, [batch, tokens, hidden].</returns>
    public override Tensor forward(Tensor ids)
    {
        using var scope = NewDisposeScope();

        var sum = _words.forward(ids);
        sum = _types is null ? sum : sum.Plus(_types.forward(zeros_like(ids)));
        sum = _positions is null ? sum : sum.Plus(_positions.forward(Positions(ids)));
        var embedded = functional.dropout(_norm.forward(sum), _dropout, training);
        return (_projection?.forward(embedded) ?? embedded).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// RoBERTa and its kin count from padding id + 1, and tokens that are not padding only; fairseq's <c>make_positions</c>.
    /// </summary>
    private Tensor Positions(Tensor ids)
    {
        if (_firstPositionAfter is not { } paddingId)
        {
            return NativeTensor.Places(ids.shape[1]);
        }

        using var padding = paddingId.ToScalar();
        var counted = ids.ne(padding).to(ScalarType.Int64);
        return (counted.cumsum(1) * counted).Plus(paddingId);
    }

    private void Register(params (string Name, Module? Part)[] parts)
    {
        foreach (var (name, part) in parts)
        {
            if (part is not null)
            {
                register_module(name, part);
            }
        }
    }
}
