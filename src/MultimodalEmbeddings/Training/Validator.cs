using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Transformers;

namespace MultimodalEmbeddings.Training;

/// <summary>Tries the encoder in training on scored pairs, when they are due, and keeps the best weights.</summary>
internal sealed class Validator(
    SentenceEncoder encoder, TransformerModel modules, Validation? validation, BestWeights best)
{
    public double? BestScore => best.Score;

    /// <returns>Null where no validation is due.</returns>
    public StsValidation? Try(int step, int steps, CancellationToken cancellationToken)
    {
        if (validation is null || !validation.IsDue(step, steps))
        {
            return null;
        }

        modules.eval();
        var found = new StsEvaluator(encoder).Validate(validation.Task, cancellationToken);
        best.Offer(found.Score, step);
        return found;
    }
}
