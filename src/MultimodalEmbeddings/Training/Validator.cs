using MultimodalEmbeddings.Evaluation;

namespace MultimodalEmbeddings.Training;

/// <summary>Tries the encoder in training on scored pairs, when they are due, and keeps the best weights.</summary>
internal sealed class Validator(SentenceEncoder encoder, Validation? validation, BestWeights best)
{
    public double? BestScore => best.Score;

    /// <returns>Spearman × 100, or null where no validation is due.</returns>
    public double? Score(int step, int steps, CancellationToken cancellationToken)
    {
        if (validation is null || !validation.IsDue(step, steps))
        {
            return null;
        }

        encoder.Model.eval();
        var score = new StsEvaluator(encoder).Score(validation.Task, cancellationToken);
        best.Offer(score, step);
        return score;
    }
}
